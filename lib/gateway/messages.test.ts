import Anthropic, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
} from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANTHROPIC_API_KEY, startFakeAnthropic } from "../../e2e/fake-providers/anthropic";
import type { FakeServer } from "../../e2e/fake-providers/listen";
import { call, chat, endpoint, KEY, startGateway, type TestGateway, target } from "./testing";

let upstream: FakeServer;
let gateway: TestGateway;
let client: Anthropic;
const messages = [{ role: "user" as const, content: "Hi" }];
const ask = { model: "claude-opus-5", max_tokens: 100, messages };
const PATH = { path: "/messages" };

beforeAll(async () => {
  upstream = await startFakeAnthropic();
  const secrets = { apiKey: ANTHROPIC_API_KEY };
  gateway = await startGateway({
    upstreamTimeoutMs: 1000,
    credentials: [
      {
        name: "claude",
        provider: "anthropic",
        baseUrl: upstream.url,
        secrets,
        models: ["shared"],
        openEnded: true,
      },
      {
        name: "router",
        provider: "openrouter",
        baseUrl: "http://127.0.0.1:1/v1",
        models: ["gpt-4o", "shared"],
      },
    ],
    endpoints: [
      endpoint({
        slug: "mixed",
        targets: [target("router/gpt-4o", 99), target("claude/claude-haiku-4-5", 1)],
      }),
      endpoint({ slug: "others", targets: [target("router/gpt-4o", 100)] }),
    ],
  });
  client = new Anthropic({ apiKey: KEY, baseURL: gateway.url.replace(/\/v1$/, ""), maxRetries: 0 });
});
beforeEach(() => {
  upstream.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const USAGE = { inputTokens: 20, outputTokens: 7, cachedTokens: 5, reasoningTokens: 2 };

describe("Anthropic's client", () => {
  it("sends a message, and its bytes pass both ways", async () => {
    const body = '{ "model":"claude-opus-5","max_tokens" : 10,"messages":[{"role":"user","content":"é"}]}';
    const response = await call(gateway, body, PATH);
    expect(upstream.requests[0]!.body.toString()).toBe(body);
    expect(upstream.requests[0]!.headers.authorization).toBeUndefined();
    expect(response.headers.get("x-gatehouse-target")).toBe("claude/claude-opus-5");
    expect(response.headers.get("anthropic-organization-id")).toBeNull();
    expect(await response.json()).toMatchObject({ type: "message", usage: { input_tokens: 12 } });
    expect(await gateway.lastRecord()).toMatchObject({ route: "/v1/messages", status: 200, ...USAGE });
  });

  it("is given what it knows", async () => {
    const message = await client.messages.create({ ...ask, system: "Be brief." });
    expect(message.content).toEqual([{ type: "text", text: "You said: Hi — ☃ [system: Be brief.]" }]);
    expect(message._request_id).toMatch(/^req_[0-9a-f-]{36}$/);
    expect(upstream.requests[0]!.headers).toMatchObject({
      "x-api-key": ANTHROPIC_API_KEY,
      "anthropic-version": expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it("streams, with its usage on the record", async () => {
    const message = await client.messages.stream({ ...ask, model: "claude/claude-opus-4-6" }).finalMessage();
    expect(message).toMatchObject({ model: "claude-opus-4-6", stop_reason: "end_turn" });
    expect(await gateway.lastRecord()).toMatchObject({ streamed: true, outcome: "success", ...USAGE });
    const long = [{ role: "user" as const, content: "word ".repeat(200) }];
    await client.messages.stream({ ...ask, messages: long }).finalMessage();
    expect(await gateway.lastRecord()).toMatchObject(USAGE);
  });

  it("chooses the version and the betas", async () => {
    const headers = {
      "anthropic-version": "2024-01-01",
      "anthropic-beta": "context-1m-2025-08-07",
      cookie: "a=b",
    };
    await call(gateway, JSON.stringify(ask), { ...PATH, headers });
    const sent = upstream.requests[0]!;
    expect(sent.headers).toMatchObject({
      "anthropic-version": "2024-01-01",
      "anthropic-beta": "context-1m-2025-08-07",
    });
    expect(sent.headers.cookie).toBeUndefined();
    await call(gateway, chat("claude-x"), { headers });
    expect(upstream.requests[1]!.headers["anthropic-version"]).toBe("2023-06-01");
    expect(upstream.requests[1]!.headers["anthropic-beta"]).toBeUndefined();
  });

  it("reaches only those who speak its protocol", async () => {
    await client.messages.create({ ...ask, model: "shared" });
    for (let round = 0; round < 10; round++) await client.messages.create({ ...ask, model: "mixed" });
    expect(upstream.requests.map(({ body }) => JSON.parse(body.toString()).model)).toEqual([
      "shared",
      ...Array(10).fill("claude-haiku-4-5"),
    ]);
  });
});

describe("a refusal is in Anthropic's shape", () => {
  const create = (model: string, apiKey = KEY) =>
    client.withOptions({ apiKey }).messages.create({ ...ask, model });

  it("for the key", async () => {
    await expect(create("claude-x", "gk_disabled_api_key")).rejects.toThrow(AuthenticationError);
    const response = await call(gateway, JSON.stringify(ask), { ...PATH, key: "gk_expired_api_key" });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      type: "error",
      error: {
        type: "authentication_error",
        message: expect.stringContaining("expired"),
        code: "expired_api_key",
      },
    });
  });

  it.each([
    ["gpt-4o", 400, "invalid_request_error", "Messages API"],
    ["router/gpt-4o", 400, "invalid_request_error", "Messages API"],
    ["others", 400, "invalid_request_error", "'others'"],
    ["groq/llama", 404, "not_found_error", "no LLM API key for groq"],
  ])("for %s", async (model, status, type, words) => {
    const response = await call(gateway, JSON.stringify({ ...ask, model }), PATH);
    const body = (await response.json()) as { type: string; error: { type: string; message: string } };
    expect([response.status, body.type, body.error.type]).toEqual([status, "error", type]);
    expect(body.error.message).toContain(words);
    expect(upstream.requests).toHaveLength(0);
  });

  it("for a body and for a provider that is silent", async () => {
    const broken = await call(gateway, "{", PATH);
    expect(await broken.json()).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
    await expect(create("others")).rejects.toThrow(BadRequestError);
    await expect(create("groq/llama")).rejects.toThrow(NotFoundError);
    const error = await create("claude-never").catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({ status: 504, type: "timeout_error" });
  });
});

it("an error of Anthropic's own passes with its status and without the key", async () => {
  const error = await client.messages
    .create({ ...ask, model: "claude-error-529" })
    .catch((error: unknown) => error);
  expect(error).toMatchObject({ status: 529, type: "overloaded_error" });
  const response = await call(gateway, JSON.stringify({ ...ask, model: "claude-echo-error" }), PATH);
  expect(await response.json()).toMatchObject({ error: { message: "Not [redacted]" } });
});
