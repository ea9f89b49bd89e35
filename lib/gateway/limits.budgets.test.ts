import OpenAI, { RateLimitError } from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { call, chat, DEEP, deep, errorOf, KEY, type TestGateway } from "./testing";
import { ANSWER, ask, type Given, limitedGateway, limitHeadersOf, PROMPT } from "./testing.limits";

let upstream: FakeUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterEach(() => gateway.close());
afterAll(() => upstream.close());

const limited = async (given: Given) => {
  gateway = await limitedGateway(upstream, given);
};

describe("a token limit", () => {
  it("refuses what does not fit, in numbers, with the time of its reset", async () => {
    await limited({
      key: { tokens: 500, resetPeriod: "daily" },
      spent: { keySpend: async () => ({ tokens: 450, costNanoUsd: 0n }) },
    });
    const refused = await ask(gateway, { max_tokens: 100 });
    const { message, ...rest } = await errorOf(refused);
    expect(rest).toMatchObject({ status: 429, code: "token_limit_exceeded" });
    expect(message).toMatch(
      /^This API key's token limit of 500 tokens per day has 50 tokens left; this call may use \d+ tokens\. It starts anew at \d{4}-\d\d-\d\d 00:00 UTC\. An admin of the project can raise it\.$/,
    );
    const seconds = refused.headers.get("retry-after");
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(refused.headers.get("x-ratelimit-reset")).toBe(seconds);
    expect(refused.headers.get("x-should-retry")).toBe("false");
    expect(limitHeadersOf(refused)).toMatchObject({
      "x-ratelimit-limit-tokens": "500",
      "x-ratelimit-remaining-tokens": "50",
    });
  });

  it("is spent by what was really used", async () => {
    await limited({ key: { tokens: 1000 } });
    await ask(gateway, { max_tokens: 100 });
    const second = await ask(gateway, { max_tokens: 100 });
    const held = Number((await gateway.lastRecord()).inputTokens);
    expect(held).toBe(PROMPT);
    const left = Number(second.headers.get("x-ratelimit-remaining"));
    // Spent by the first; held by the second at the time.
    expect(left).toBeLessThan(1000 - (PROMPT + ANSWER) - 100);
    const third = await ask(gateway, { max_tokens: 100 });
    expect(left - Number(third.headers.get("x-ratelimit-remaining"))).toBe(PROMPT + ANSWER);
  });

  it("bounds the output of a call that set no bound of its own, down to what is left", async () => {
    await limited({
      key: { tokens: 1000 },
      spent: { keySpend: async () => ({ tokens: 700, costNanoUsd: 0n }) },
    });
    expect((await ask(gateway)).status).toBe(200);
    const sent = JSON.parse(upstream.requests[0]!.body.toString());
    expect(sent.max_tokens).toBeGreaterThanOrEqual(16);
    expect(sent.max_tokens).toBeLessThan(300 - PROMPT);
  });

  it("counts a prompt before it refuses it for its length in bytes", async () => {
    await limited({ key: { tokens: 1000 } });
    const content = "hello ".repeat(300);
    expect((await ask(gateway, { max_tokens: 16, messages: [{ role: "user", content }] })).status).toBe(200);
  });
});

describe("a small token limit", () => {
  const hi = { max_tokens: 5, messages: [{ role: "user", content: "Hi" }] };

  it("has room for calls as small", async () => {
    await limited({ key: { tokens: 60 } });
    expect((await ask(gateway, hi)).status).toBe(200);
  });

  it("that others hold for now is told so, however long the prompt is in bytes", async () => {
    await limited({ key: { tokens: 2000 } });
    const first = await ask(gateway, { stream: true }, "drip-20");
    const long = { max_tokens: 16, messages: [{ role: "user", content: "hello ".repeat(400) }] };
    const refused = await ask(gateway, long);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: "budget_reserved" });
    await first.text();
    expect((await ask(gateway, long)).status).toBe(200);
  });

  it("refuses a strange body like any other", async () => {
    await limited({ key: { tokens: 2000 } });
    for (const strange of [{ tools: [{ type: { toString: 1 } }] }, { messages: DEEP }, { extra: DEEP }]) {
      const { status } = await call(gateway, deep(chat("m", { ...hi, ...strange })));
      expect(status).toBeLessThan(500);
    }
  });
});

describe("a refusal by a limit that never resets by itself", () => {
  it("tells as its reset when to come again: a token limit for good, tomorrow", async () => {
    await limited({ key: { tokens: 10 } });
    const refused = await ask(gateway, { max_tokens: 100 });
    expect(limitHeadersOf(refused)).toMatchObject({
      "retry-after": "86400",
      "x-ratelimit-reset": "86400",
      "x-ratelimit-limit": "10",
      "x-ratelimit-remaining": "10",
      "x-ratelimit-scope": "key_tokens",
    });
  });

  it("tells as its reset when to come again: one that calls in flight hold, in a second", async () => {
    await limited({ key: { costNanoUsd: 1_000_000n } });
    const first = await ask(gateway, { stream: true, max_tokens: 200 }, "drip-20");
    expect(first.headers.get("x-ratelimit-reset")).toBeNull();
    const refused = await ask(gateway, { max_tokens: 200 });
    expect(limitHeadersOf(refused)).toMatchObject({ "retry-after": "1", "x-ratelimit-reset": "1" });
    await first.text();
  });
});

describe("a cost limit", () => {
  it("refuses in dollars", async () => {
    await limited({
      key: { costNanoUsd: 1_000_000n, resetPeriod: "monthly" },
      spent: { keySpend: async () => ({ tokens: 0, costNanoUsd: 900_000n }) },
    });
    const refused = await ask(gateway, { max_tokens: 100 });
    expect(limitHeadersOf(refused)).toMatchObject({
      "x-ratelimit-limit": "0.001",
      "x-ratelimit-remaining": "0.0001",
      "x-ratelimit-scope": "key_cost",
    });
    expect((await errorOf(refused)).message).toMatch(
      /^This API key's cost limit of \$0\.001 per month has \$0\.0001 left; this call may use \$0\.0\d+\./,
    );
  });

  it("says that calls in flight hold the rest, and lets the next one pass when they have ended", async () => {
    await limited({ key: { costNanoUsd: 1_000_000n } });
    const first = await ask(gateway, { stream: true, max_tokens: 200 }, "drip-20");
    const refused = await ask(gateway, { max_tokens: 200 });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: "budget_reserved" });
    await first.text();
    expect((await ask(gateway, { max_tokens: 200 })).status).toBe(200);
  });

  it("is what the calls cost, to the nano-dollar", async () => {
    await limited({ key: { costNanoUsd: 10_000_000n } });
    await ask(gateway, { max_tokens: 10 });
    const cost = BigInt(PROMPT * 1000 + ANSWER * 2000);
    expect(await gateway.lastRecord()).toMatchObject({
      costNanoUsd: cost,
      inputTokens: PROMPT,
      outputTokens: ANSWER,
    });
  });

  it("does not let a model without a price pass, and the key without such a limit does", async () => {
    await limited({ key: { costNanoUsd: 10_000_000n } });
    expect(await errorOf(await ask(gateway, {}, "free-of-price"))).toEqual({
      status: 400,
      type: "invalid_request_error",
      code: "model_not_priced",
      param: "model",
      message:
        "Model 'free-of-price' of LLM API key 'unpriced' has no price, and this API key has a cost limit. An admin of the project can set the model's price.",
    });
    await gateway.close();
    await limited({});
    expect((await ask(gateway, {}, "free-of-price")).status).toBe(200);
    expect(await gateway.lastRecord()).toMatchObject({ costNanoUsd: null, inputTokens: PROMPT });
  });

  it("gives back what an upstream's error did not use", async () => {
    await limited({ key: { costNanoUsd: 500_000n } });
    for (let i = 0; i < 20; i++)
      expect((await ask(gateway, { max_tokens: 100 }, "error-500")).status).toBe(500);
    expect((await ask(gateway, { max_tokens: 100 })).status).toBe(200);
  });
});

it("the openai package sees a RateLimitError with everything on it", async () => {
  await limited({ key: { tokens: 10 } });
  const client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 3 });
  const failure = await client.chat.completions
    .create({ model: "m", messages: [{ role: "user", content: "Hi" }] })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RateLimitError);
  expect(failure).toMatchObject({ status: 429, code: "token_limit_exceeded" });
  expect((failure as RateLimitError).headers.get("retry-after")).toBe("86400");
  // It does not try again what cannot pass.
  expect(gateway.records).toHaveLength(1);
});
