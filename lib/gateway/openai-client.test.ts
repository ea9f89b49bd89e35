import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from "openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { KEY, SECRET, startGateway, type TestGateway } from "./testing";

let upstream: FakeUpstream;
let gateway: TestGateway;
let client: OpenAI;
const messages = [{ role: "user" as const, content: "Hi" }];

beforeAll(async () => {
  upstream = await startFakeUpstream({ secret: SECRET });
  gateway = await startGateway({
    credentials: [
      { name: "up", baseUrl: upstream.url },
      { name: "listed", baseUrl: upstream.url, models: ["gpt-4o"] },
    ],
  });
  client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

it("completes", async () => {
  const { data, request_id } = await client.chat.completions
    .create({ model: "gpt-4o", messages })
    .withResponse();
  expect(data.choices[0]?.message.content).toBe("Hello from the fake upstream — ☃.");
  expect(data.usage?.total_tokens).toBe(26);
  expect(request_id).toMatch(/^req_[0-9a-f-]{36}$/);
});

it("streams", async () => {
  const options = { stream: true as const, stream_options: { include_usage: true } };
  const stream = await client.chat.completions.create({ model: "up/gpt-4o-mini", messages, ...options });
  let text = "";
  let tokens = 0;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    tokens = chunk.usage?.total_tokens ?? tokens;
  }
  expect(text).toBe("Hello from the fake upstream — ☃.");
  expect(tokens).toBe(26);
});

it("streams without the usage that it did not ask for, and that its record has", async () => {
  for (const stream_options of [undefined, null, { include_usage: false }, { include_obfuscation: false }]) {
    const stream = await client.chat.completions.create({
      model: "gpt-4o",
      messages,
      stream: true,
      stream_options,
    });
    const chunks: OpenAI.Chat.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe(
      "Hello from the fake upstream — ☃.",
    );
    expect(chunks.filter(({ choices, usage }) => choices.length === 0 || usage)).toEqual([]);
    expect(await gateway.lastRecord()).toMatchObject({ inputTokens: 19, outputTokens: 7, estimated: false });
    const sent = JSON.parse(upstream.requests.at(-1)!.body.toString());
    expect(sent.stream_options).toEqual({ ...stream_options, include_usage: true });
  }
});

it("embeds, as floats and as base64", async () => {
  const model = "text-embedding-3-small";
  const plain = await client.embeddings.create({ model, input: "Hi", encoding_format: "float" });
  const packed = await client.embeddings.create({ model, input: ["Hi", "Ho"] });
  expect(plain.data[0]?.embedding).toEqual([0.25, -0.5, 0.125, 1]);
  expect(packed.data.map(({ embedding }) => [...embedding])).toEqual(Array(2).fill([0.25, -0.5, 0.125, 1]));
});

it("lists models and retrieves one", async () => {
  const ids: string[] = [];
  for await (const model of client.models.list()) ids.push(model.id);
  expect(ids).toEqual(["gpt-4o"]);
  expect((await client.models.retrieve("listed/gpt-4o")).owned_by).toBe("openai-compatible");
});

it("sees an error of the right class", async () => {
  const create = (model: string, apiKey = KEY) =>
    client.withOptions({ apiKey }).chat.completions.create({ model, messages });
  await expect(create("gpt-4o", "gk_revoked_api_key")).rejects.toThrow(AuthenticationError);
  await expect(create("gpt-4o", "gk_revoked_api_key")).rejects.toMatchObject({
    code: "revoked_api_key",
    status: 401,
  });
  await expect(create("openai/gpt-4o")).rejects.toThrow(NotFoundError);
  await expect(create("")).rejects.toThrow(BadRequestError);
  await expect(create("error-429")).rejects.toThrow(RateLimitError);
  await expect(create("error-503")).rejects.toThrow(InternalServerError);
});

it("sees a stream that breaks as an error", async () => {
  const stream = await client.chat.completions.create({ model: "broken-stream", messages, stream: true });
  const read = async () => {
    for await (const _ of stream);
  };
  await expect(read()).rejects.toThrow();
});

it("aborts a stream", async () => {
  const stream = await client.chat.completions.create({ model: "drip-50", messages, stream: true });
  for await (const _ of stream) break;
  stream.controller.abort();
  expect((await gateway.lastRecord()).outcome).toBe("client_gone");
  const wrong = client.withOptions({ baseURL: "http://127.0.0.1:1/v1" });
  await expect(wrong.models.list()).rejects.toThrow(APIConnectionError);
});
