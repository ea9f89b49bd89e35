import OpenAI, { RateLimitError } from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { promptTokens } from "../../e2e/fake-upstream/completions";
import { StoreUnavailableError } from "../coherent-cache";
import { type KeyLimits, MemoryCounters, type OrganizationLimits, type SpendSource } from "../limits";
import { plainRates } from "../providers";
import { call, chat, errorOf, KEY, noCounters, startGateway, type TestGateway } from "./testing";

const UNLIMITED: OrganizationLimits = { requestsPerMinute: null, concurrency: null, prepaid: false };
/** 1 dollar for a million tokens of input, 2 for output: in nano-USD, 1,000 and 2,000 a token. */
const DOLLARS = plainRates(1_000_000_000n, 2_000_000_000n, null);
const PROMPT = promptTokens({ messages: [{ role: "user", content: "Hi" }] });
const ANSWER = 7;

let upstream: FakeUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterEach(() => gateway.close());
afterAll(() => upstream.close());

type Given = {
  key?: Partial<KeyLimits>;
  organization?: Partial<OrganizationLimits>;
  spent?: Partial<SpendSource>;
};

async function limited({ key, organization, spent }: Given) {
  const source: SpendSource = {
    keySpend: async () => ({ tokens: 0, costNanoUsd: 0n }),
    credits: async () => 0n,
    recentCalls: async () => [],
    ...spent,
  };
  const counters = new MemoryCounters(source);
  upstream.requests.length = 0;
  gateway = await startGateway({
    credentials: [
      {
        name: "priced",
        baseUrl: upstream.url,
        prices: new Map(["m", "error-500", "drip-20"].map((m) => [m, DOLLARS])),
        models: ["m", "error-500", "drip-20"],
      },
      { name: "unpriced", baseUrl: upstream.url, models: ["free-of-price"] },
    ],
    keyLimits: key,
    organizations: { limits: () => ({ ...UNLIMITED, ...organization }) },
    counters,
  });
  return counters;
}

const ask = (more: Record<string, unknown> = {}, model = "m") => call(gateway, chat(model, more));
const headersOf = (response: Response) =>
  Object.fromEntries([...response.headers].filter(([name]) => /^x-ratelimit|^retry-after/.test(name)));

describe("requests per minute", () => {
  it("of a key: the one beyond is refused, says when to come again, and never reaches the upstream", async () => {
    await limited({ key: { requestsPerMinute: 2 } });
    expect(headersOf(await ask())).toMatchObject({
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-reset": "60",
      "x-ratelimit-scope": "key_requests",
      "x-ratelimit-limit-requests": "2",
      "x-ratelimit-remaining-requests": "1",
      "x-ratelimit-reset-requests": "60s",
    });
    await ask();
    const refused = await ask();
    expect(headersOf(refused)).toMatchObject({ "retry-after": "60", "x-ratelimit-remaining": "0" });
    expect(await errorOf(refused)).toEqual({
      status: 429,
      type: "rate_limit_error",
      code: "rate_limit_exceeded",
      param: null,
      message: "This API key may make 2 requests per minute. Try again in 60 seconds.",
    });
    expect(upstream.requests).toHaveLength(2);
    expect(await gateway.lastRecord()).toMatchObject({
      status: 429,
      code: "rate_limit_exceeded",
      outcome: "refused",
      costNanoUsd: 0n,
      attempts: 0,
    });
  });

  it("of an organization", async () => {
    await limited({ organization: { requestsPerMinute: 1 } });
    await ask();
    const refused = await ask();
    expect(headersOf(refused)).toMatchObject({ "x-ratelimit-scope": "organization_requests" });
    expect((await errorOf(refused)).message).toMatch(
      /^The API keys of this organization may together make 1 /,
    );
  });

  it("counts what was sent, not what was refused before", async () => {
    await limited({ key: { requestsPerMinute: 2 } });
    for (let i = 0; i < 5; i++) expect((await ask({}, "nobody-has-this")).status).toBe(404);
    expect((await ask({}, "error-500")).status).toBe(500);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it("is told in Anthropic's words to its clients, with the same headers", async () => {
    await limited({ key: { requestsPerMinute: 1 } });
    await ask();
    const refused = await call(gateway, chat("m"), { path: "/messages" });
    expect(headersOf(refused)).toMatchObject({ "retry-after": "60", "x-ratelimit-scope": "key_requests" });
    expect(await refused.json()).toMatchObject({
      type: "error",
      error: { type: "rate_limit_error", code: "rate_limit_exceeded" },
    });
  });

  it("are not spent by a call that no adapter can put into words, nor by asking for the models", async () => {
    await limited({ key: { requestsPerMinute: 1 } });
    expect((await call(gateway, chat("m"), { path: "/messages" })).status).toBe(400);
    expect((await call(gateway, null, { path: "/models" })).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect((await call(gateway, null, { path: "/models" })).status).toBe(200);
  });
});

it("concurrency is free again as soon as a call has ended", async () => {
  await limited({ organization: { concurrency: 1 } });
  const first = await ask({ stream: true }, "drip-20");
  const refused = await ask();
  expect(headersOf(refused)).toMatchObject({
    "retry-after": "1",
    "x-ratelimit-scope": "organization_concurrency",
  });
  expect((await errorOf(refused)).message).toMatch(/1 calls in flight/);
  await first.text();
  expect((await ask()).status).toBe(200);
});

describe("a token limit", () => {
  it("refuses what does not fit, in numbers, with the time of its reset", async () => {
    await limited({
      key: { tokens: 500, resetPeriod: "daily" },
      spent: { keySpend: async () => ({ tokens: 450, costNanoUsd: 0n }) },
    });
    const refused = await ask({ max_tokens: 100 });
    const { message, ...rest } = await errorOf(refused);
    expect(rest).toMatchObject({ status: 429, code: "token_limit_exceeded" });
    expect(message).toMatch(
      /^This API key's token limit of 500 tokens per day has 50 tokens left; this call may use \d+ tokens\. It starts anew at \d{4}-\d\d-\d\d 00:00 UTC\. An admin of the project can raise it\.$/,
    );
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("x-should-retry")).toBe("false");
    expect(headersOf(refused)).toMatchObject({
      "x-ratelimit-limit-tokens": "500",
      "x-ratelimit-remaining-tokens": "50",
    });
  });

  it("is spent by what was really used", async () => {
    await limited({ key: { tokens: 1000 } });
    await ask({ max_tokens: 100 });
    const second = await ask({ max_tokens: 100 });
    const held = Number((await gateway.lastRecord()).inputTokens);
    expect(held).toBe(PROMPT);
    const left = Number(second.headers.get("x-ratelimit-remaining"));
    // Spent by the first; held by the second at the time.
    expect(left).toBeLessThan(1000 - (PROMPT + ANSWER) - 100);
    const third = await ask({ max_tokens: 100 });
    expect(left - Number(third.headers.get("x-ratelimit-remaining"))).toBe(PROMPT + ANSWER);
  });

  it("bounds the output of a call that set no bound of its own, down to what is left", async () => {
    await limited({
      key: { tokens: 1000 },
      spent: { keySpend: async () => ({ tokens: 700, costNanoUsd: 0n }) },
    });
    expect((await ask()).status).toBe(200);
    const sent = JSON.parse(upstream.requests[0]!.body.toString());
    expect(sent.max_tokens).toBeGreaterThanOrEqual(16);
    expect(sent.max_tokens).toBeLessThan(300 - PROMPT);
  });

  it("counts a prompt before it refuses it for its length in bytes", async () => {
    await limited({ key: { tokens: 1000 } });
    const content = "hello ".repeat(300);
    expect((await ask({ max_tokens: 16, messages: [{ role: "user", content }] })).status).toBe(200);
  });
});

describe("a cost limit", () => {
  it("refuses in dollars", async () => {
    await limited({
      key: { costNanoUsd: 1_000_000n, resetPeriod: "monthly" },
      spent: { keySpend: async () => ({ tokens: 0, costNanoUsd: 900_000n }) },
    });
    const refused = await ask({ max_tokens: 100 });
    expect(headersOf(refused)).toMatchObject({
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
    const first = await ask({ stream: true, max_tokens: 200 }, "drip-20");
    const refused = await ask({ max_tokens: 200 });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: "budget_reserved" });
    await first.text();
    expect((await ask({ max_tokens: 200 })).status).toBe(200);
  });

  it("is what the calls cost, to the nano-dollar", async () => {
    await limited({ key: { costNanoUsd: 10_000_000n } });
    await ask({ max_tokens: 10 });
    const cost = BigInt(PROMPT * 1000 + ANSWER * 2000);
    expect(await gateway.lastRecord()).toMatchObject({
      costNanoUsd: cost,
      inputTokens: PROMPT,
      outputTokens: ANSWER,
    });
  });

  it("does not let a model without a price pass, and the key without such a limit does", async () => {
    await limited({ key: { costNanoUsd: 10_000_000n } });
    expect(await errorOf(await ask({}, "free-of-price"))).toEqual({
      status: 400,
      type: "invalid_request_error",
      code: "model_not_priced",
      param: "model",
      message:
        "Model 'free-of-price' of LLM API key 'unpriced' has no price, and this API key has a cost limit. An admin of the project can set the model's price.",
    });
    await gateway.close();
    await limited({});
    expect((await ask({}, "free-of-price")).status).toBe(200);
    expect(await gateway.lastRecord()).toMatchObject({ costNanoUsd: null, inputTokens: PROMPT });
  });

  it("gives back what an upstream's error did not use", async () => {
    await limited({ key: { costNanoUsd: 500_000n } });
    for (let i = 0; i < 20; i++) expect((await ask({ max_tokens: 100 }, "error-500")).status).toBe(500);
    expect((await ask({ max_tokens: 100 })).status).toBe(200);
  });
});

it("an organization out of credits is told so", async () => {
  await limited({ organization: { prepaid: true }, spent: { credits: async () => 100n } });
  const refused = await ask({ max_tokens: 10 });
  expect(await errorOf(refused)).toMatchObject({ status: 402, code: "insufficient_credits" });
  expect((await errorOf(await ask({ max_tokens: 10 }))).message).toMatch(
    /^This organization has \$0\.0000001 left in credits; this call may use \$0\.0\d+\. An admin of the organization can add credits\.$/,
  );
});

it("a spend that cannot be read lets nobody pass, and says so", async () => {
  const spent = {
    keySpend: async () => {
      throw new Error("the database is down");
    },
  };
  await limited({ key: { tokens: 10_000 }, spent });
  const refused = await ask();
  expect(refused.headers.get("retry-after")).toBe("2");
  expect(await errorOf(refused)).toMatchObject({ status: 503, code: "temporarily_unavailable" });
});

it("limits that cannot be read let nobody pass either", async () => {
  gateway = await startGateway({
    organizations: {
      limits: async () => {
        throw new StoreUnavailableError("down");
      },
    },
    credentials: [{ baseUrl: upstream.url, models: ["m"] }],
  });
  expect((await ask()).status).toBe(503);
});

it("a client that leaves while its prompt is counted leaves nothing held", async () => {
  const ended: string[] = [];
  let admit = () => {};
  const admitted = new Promise<void>((resolve) => {
    admit = resolve;
  });
  gateway = await startGateway({
    credentials: [{ baseUrl: upstream.url, models: ["m"] }],
    counters: {
      ...noCounters,
      reserve: async (request) => {
        await admitted;
        return noCounters.reserve(request);
      },
      settle: () => ended.push("settled"),
      release: () => ended.push("released"),
    },
  });
  const leaving = new AbortController();
  const answer = call(gateway, chat("m"), { signal: leaving.signal });
  await expect.poll(() => gateway.gateway.inFlight()).toBe(1);
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await gateway.lastRecord();
  admit();
  await expect.poll(() => ended).toEqual(["released"]);
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
