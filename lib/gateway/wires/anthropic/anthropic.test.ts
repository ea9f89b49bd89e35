import OpenAI, { APIError, BadRequestError, InternalServerError, RateLimitError } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANTHROPIC_API_KEY, startFakeAnthropic } from "../../../../e2e/fake-providers/anthropic";
import type { FakeServer } from "../../../../e2e/fake-providers/listen";
import { call, chat, KEY, startGateway, type TestGateway } from "../../testing";

type Params = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;
let upstream: FakeServer;
let gateway: TestGateway;
let client: OpenAI;
const messages: Params["messages"] = [{ role: "user", content: "Hi" }];
const model = "claude-sonnet-4-5";
const tools: Params["tools"] = ["weather", "now"].map((name) => ({ type: "function", function: { name } }));

beforeAll(async () => {
  upstream = await startFakeAnthropic();
  const claude = { provider: "anthropic" as const, secrets: { apiKey: ANTHROPIC_API_KEY } };
  gateway = await startGateway({
    upstreamTimeoutMs: 1000,
    credentials: [
      { ...claude, name: "claude", baseUrl: upstream.url },
      { ...claude, name: "v1", baseUrl: `${upstream.url}/v1`, models: ["claude-by-v1"] },
    ],
  });
  client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
});
beforeEach(() => {
  upstream.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const create = (more: Partial<Params> = {}) => client.chat.completions.create({ model, messages, ...more });
const sent = () => JSON.parse(upstream.requests.at(-1)!.body.toString());

async function stream(more: Partial<Params> = {}) {
  const { stream: _, ...params } = { model, messages, ...more };
  const runner = client.chat.completions.stream({ ...params, stream_options: { include_usage: true } });
  return runner.finalChatCompletion();
}

describe("OpenAI's client with Claude behind the gateway", () => {
  it.each(["whole", "streamed"])("completes (%s)", async (way) => {
    const completion = await (way === "whole" ? create() : stream());
    expect(completion).toMatchObject({
      id: "msg_fake0000000000000000001",
      model,
      choices: [{ finish_reason: "stop", message: { role: "assistant", content: "You said: Hi — ☃" } }],
      usage: {
        prompt_tokens: 20,
        completion_tokens: 7,
        total_tokens: 27,
        prompt_tokens_details: { cached_tokens: 5 },
        completion_tokens_details: { reasoning_tokens: 2 },
      },
    });
    expect(await gateway.lastRecord()).toMatchObject({
      outcome: "success",
      status: 200,
      credentialId: "credential-claude",
      upstreamModel: model,
      inputTokens: 20,
      outputTokens: 7,
      cachedTokens: 5,
      reasoningTokens: 2,
    });
  });

  it("sends Anthropic's head and none of OpenAI's", async () => {
    const response = await call(gateway, chat(model), {
      headers: { "openai-beta": "x", "user-agent": "app/1" },
    });
    const { host: _, connection: __, "content-length": ___, ...headers } = upstream.requests[0]!.headers;
    expect(headers).toEqual({
      "x-api-key": ANTHROPIC_API_KEY,
      "anthropic-version": "2023-06-01",
      "content-type": "application/json",
      "accept-encoding": "identity",
      accept: "application/json",
      "user-agent": "app/1",
    });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-gatehouse-target")).toBe(`claude/${model}`);
    expect(response.headers.get("x-upstream-request-id")).toBe("req_fake_anthropic");
    expect(response.headers.get("anthropic-organization-id")).toBeNull();
    expect(response.headers.get("anthropic-ratelimit-requests-remaining")).toBeNull();
  });

  it("finds an address that was written with its version", async () => {
    await create({ model: "claude-by-v1" });
    expect(upstream.requests[0]!.path).toBe("/v1/messages");
  });

  it.each(["whole", "streamed"])("calls tools in parallel and takes their results (%s)", async (way) => {
    const ask = (more: Partial<Params>) => (way === "whole" ? create(more) : stream(more));
    const first = await ask({ tools });
    const { message, finish_reason } = first.choices[0]!;
    expect(finish_reason).toBe("tool_calls");
    expect(message.content).toBe("Let me look.");
    const calls = (message.tool_calls ?? []).filter((call) => call.type === "function");
    expect(calls.map(({ id, function: called }) => [id, called.name, JSON.parse(called.arguments)])).toEqual([
      ["toolu_fake-0", "weather", { city: "Zürich", days: 3, note: 'a "quoted" \\ ☃' }],
      ["toolu_fake-1", "now", {}],
    ]);
    const results = calls.map(({ id }, at) => ({
      role: "tool" as const,
      tool_call_id: id,
      content: `result ${at}`,
    }));
    const second = await ask({ tools, messages: [...messages, message, ...results] });
    expect(second.choices[0]!.message.content).toBe("You said: result 0 result 1 — ☃");
  });

  it("forces one tool", async () => {
    const { choices } = await create({ tools, tool_choice: { type: "function", function: { name: "now" } } });
    expect(choices[0]!.message.tool_calls).toHaveLength(1);
    expect(choices[0]!.message.tool_calls![0]).toMatchObject({ function: { name: "now" } });
  });

  it("shows images and tells the system what it is", async () => {
    const parts = ["data:image/png;base64,iVBORw0KGgo=", "https://images.example/a.png"].map((url) => ({
      type: "image_url" as const,
      image_url: { url },
    }));
    const { choices } = await create({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "text", text: "See" }, ...parts] },
      ],
    });
    expect(choices[0]!.message.content).toBe(
      "You said: See [image/png, 12] [https://images.example/a.png] — ☃ [system: Be brief.]",
    );
  });

  it("writes JSON by a schema, and stops where it must", async () => {
    const schema = { type: "object", properties: { city: { type: "string" } } };
    const response_format = { type: "json_schema" as const, json_schema: { name: "place", schema } };
    const { choices } = await create({ response_format });
    expect(JSON.parse(choices[0]!.message.content!)).toEqual({ city: "Zürich" });
    const short = await create({ max_tokens: 1 });
    expect(short.choices[0]!.finish_reason).toBe("length");
  });

  it.each(["whole", "streamed"])("thinks (%s)", async (way) => {
    const more = { reasoning_effort: "low" as const };
    const { choices } = await (way === "whole" ? create(more) : stream(more));
    expect(sent().thinking).toEqual({ type: "enabled", budget_tokens: 1024 });
    expect(choices[0]!.message.content).toBe("You said: Hi — ☃");
    if (way === "whole") expect(choices[0]!.message).toMatchObject({ reasoning_content: "They greet me." });
  });
});

describe("an error of Anthropic's", () => {
  const fails = async (promise: Promise<unknown>, kind: abstract new (...args: never[]) => APIError) => {
    const error = (await promise.then(() => null).catch((error: unknown) => error)) as APIError;
    expect(error).toBeInstanceOf(kind);
    return error;
  };

  it("keeps its status and its words, in OpenAI's shape", async () => {
    const limited = await fails(create({ model: "claude-error-429" }), RateLimitError);
    expect(limited).toMatchObject({ status: 429, type: "rate_limit_error" });
    expect(limited.headers?.get("retry-after")).toBe("11");
    const bad = await fails(create({ model: "claude-error-400" }), BadRequestError);
    expect(bad.message).toContain("As was asked.");
    const overloaded = await fails(create({ model: "claude-error-529" }), InternalServerError);
    expect(overloaded).toMatchObject({ status: 503, type: "overloaded_error" });
  });

  it("never holds the key, and neither does an answer", async () => {
    const told = await fails(create({ model: "claude-echo-error" }), BadRequestError);
    expect(told.message).toContain("[redacted]");
    for (const answer of [create({ model: "claude-echo" }), stream({ model: "claude-echo" })]) {
      const text = (await answer).choices[0]!.message.content;
      expect(text).toBe(`key ${"*".repeat(ANTHROPIC_API_KEY.length)}!`);
    }
  });

  it("that comes as the first event reaches the client as an error", async () => {
    const error = await fails(stream({ model: "claude-error-event" }), APIError);
    expect(error.message).toContain("Overloaded");
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "upstream_error" });
  });

  it("that comes within a stream is seen, and the stream is broken", async () => {
    const response = await call(gateway, chat("claude-late-error-event", { stream: true }));
    const decoder = new TextDecoder();
    let text = "";
    const read = async () => {
      for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true });
    };
    await expect(read()).rejects.toThrow();
    expect(text).toContain('"content":"You "');
    const last = text.trimEnd().split("\n\n").at(-1)!;
    expect(JSON.parse(last.slice(6)).error).toMatchObject({
      type: "overloaded_error",
      message: "Overloaded",
    });
    expect(text).not.toContain("[DONE]");
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "upstream_error", status: 200 });
    const error = await fails(stream({ model: "claude-late-error-event" }), APIError);
    expect(error.message).toContain("Overloaded");
  });

  it("that is no answer at all is a 502, or breaks the stream", async () => {
    expect(await fails(create({ model: "claude-garbled" }), InternalServerError)).toMatchObject({
      status: 502,
      code: "upstream_unreachable",
    });
    await expect(stream({ model: "claude-cut" })).rejects.toThrow();
    await expect(stream({ model: "claude-garbled" })).rejects.toThrow();
    expect(await fails(create({ model: "claude-never" }), InternalServerError)).toMatchObject({
      status: 504,
    });
  });

  it("what it cannot do is refused before it is asked", async () => {
    expect(await fails(create({ n: 2 }), BadRequestError)).toMatchObject({ param: "n", status: 400 });
    const embed = client.embeddings.create({ model: "claude/embed", input: "Hi" });
    expect(await fails(embed, BadRequestError)).toMatchObject({ param: "model" });
    expect(upstream.requests).toHaveLength(0);
  });
});

it("flows: the first words come long before the last", async () => {
  const startedMs = performance.now();
  const chunks = await client.chat.completions.create({ model: "claude-drip-40", messages, stream: true });
  let firstMs = 0;
  for await (const chunk of chunks) {
    if (chunk.choices[0]?.delta.content && firstMs === 0) firstMs = performance.now() - startedMs;
  }
  expect(firstMs).toBeGreaterThan(0);
  expect(performance.now() - startedMs).toBeGreaterThan(firstMs * 1.5);
});

it("a client that leaves stops Claude, and what was used so far is on the record", async () => {
  const chunks = await client.chat.completions.create({ model: "claude-drip-100", messages, stream: true });
  for await (const chunk of chunks) if (chunk.choices[0]?.delta.content) break;
  expect(await gateway.lastRecord()).toMatchObject({
    outcome: "client_gone",
    inputTokens: 20,
    outputTokens: 1,
  });
});
