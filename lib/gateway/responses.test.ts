import OpenAI from "openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeServer, listen, sendJson } from "../../e2e/fake-providers/listen";
import { call, errorOf, KEY, SECRET, startGateway, type TestGateway } from "./testing";

let upstream: FakeServer;
let gateway: TestGateway;
const usage = {
  input_tokens: 36,
  input_tokens_details: { cached_tokens: 6 },
  output_tokens: 87,
  output_tokens_details: { reasoning_tokens: 4 },
  total_tokens: 123,
};
const content = [{ type: "output_text", text: "Hello — ☃", annotations: [] }];
const answer = {
  id: "resp_fake",
  object: "response",
  status: "completed",
  model: "gpt-5",
  output: [{ id: "msg_fake", type: "message", role: "assistant", status: "completed", content }],
  usage,
  metadata: {},
};
const EVENTS = [
  { type: "response.created", response: { ...answer, status: "in_progress", output: [], usage: null } },
  {
    type: "response.output_text.delta",
    item_id: "msg_fake",
    output_index: 0,
    content_index: 0,
    delta: "Hello",
  },
  { type: "response.completed", response: answer },
];

beforeAll(async () => {
  upstream = await listen((request, res) => {
    if (request.path !== "/v1/responses") return sendJson(res, 404, {});
    const { stream } = JSON.parse(request.body.toString()) as { stream?: boolean };
    if (!stream) return sendJson(res, 200, answer);
    res.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of EVENTS) res.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    res.end();
  });
  gateway = await startGateway({
    credentials: [
      { name: "openai", provider: "openai", baseUrl: `${upstream.url}/v1` },
      { name: "claude", provider: "anthropic", models: ["claude-x"] },
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const recorded = { inputTokens: 36, outputTokens: 87, cachedTokens: 6, reasoningTokens: 4 };

it("the Responses API passes byte for byte, with its usage on the record", async () => {
  const body = '{ "model":"gpt-5", "input" : "é\\u00e9" }';
  const response = await call(gateway, body, { path: "/responses" });
  expect(await response.json()).toEqual(answer);
  expect(response.headers.get("x-gatehouse-target")).toBe("openai/gpt-5");
  expect(upstream.requests.at(-1)!.body.toString()).toBe(body);
  expect(upstream.requests.at(-1)!.headers.authorization).toBe(`Bearer ${SECRET}`);
  expect(await gateway.lastRecord()).toMatchObject({ route: "/v1/responses", ...recorded });
});

it("the official client has its answer, whole and streamed", async () => {
  const client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
  const input = "Hi";
  expect((await client.responses.create({ model: "openai/gpt-5", input })).output_text).toBe("Hello — ☃");
  const types: string[] = [];
  const stream = await client.responses.create({ model: "gpt-5", input, stream: true });
  for await (const event of stream) types.push(event.type);
  expect(types).toEqual(EVENTS.map(({ type }) => type));
  expect(await gateway.lastRecord()).toMatchObject(recorded);
});

it("does not reach who does not speak it", async () => {
  const response = await call(gateway, '{"model":"claude-x","input":"Hi"}', { path: "/responses" });
  expect(await errorOf(response)).toMatchObject({ status: 400, param: "model" });
});
