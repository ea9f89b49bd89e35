import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { StoreUnavailableError } from "../coherent-cache";
import { call, chat, errorOf, noCounters, startGateway, type TestGateway } from "./testing";
import { ask, type Given, limitedGateway, limitHeadersOf } from "./testing.limits";

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

describe("requests per minute", () => {
  it("of a key: the one beyond is refused, says when to come again, and never reaches the upstream", async () => {
    await limited({ key: { requestsPerMinute: 2 } });
    expect(limitHeadersOf(await ask(gateway))).toMatchObject({
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-reset": "60",
      "x-ratelimit-scope": "key_requests",
      "x-ratelimit-limit-requests": "2",
      "x-ratelimit-remaining-requests": "1",
      "x-ratelimit-reset-requests": "60s",
    });
    await ask(gateway);
    const refused = await ask(gateway);
    expect(limitHeadersOf(refused)).toMatchObject({ "retry-after": "60", "x-ratelimit-remaining": "0" });
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
    await ask(gateway);
    const refused = await ask(gateway);
    expect(limitHeadersOf(refused)).toMatchObject({ "x-ratelimit-scope": "organization_requests" });
    expect((await errorOf(refused)).message).toMatch(
      /^The API keys of this organization may together make 1 /,
    );
  });

  it("counts what was sent, not what was refused before", async () => {
    await limited({ key: { requestsPerMinute: 2 } });
    for (let i = 0; i < 5; i++) expect((await ask(gateway, {}, "nobody-has-this")).status).toBe(404);
    expect((await ask(gateway, {}, "error-500")).status).toBe(500);
    expect((await ask(gateway)).status).toBe(200);
    expect((await ask(gateway)).status).toBe(429);
  });

  it("is told in Anthropic's words to its clients, with the same headers", async () => {
    await limited({ key: { requestsPerMinute: 1 } });
    await ask(gateway);
    const refused = await call(gateway, chat("m"), { path: "/messages" });
    expect(limitHeadersOf(refused)).toMatchObject({
      "retry-after": "60",
      "x-ratelimit-scope": "key_requests",
    });
    expect(await refused.json()).toMatchObject({
      type: "error",
      error: { type: "rate_limit_error", code: "rate_limit_exceeded" },
    });
  });

  it("are not spent by a call that no adapter can put into words, nor by asking for the models", async () => {
    await limited({ key: { requestsPerMinute: 1 } });
    expect((await call(gateway, chat("m"), { path: "/messages" })).status).toBe(400);
    expect((await call(gateway, null, { path: "/models" })).status).toBe(200);
    expect((await ask(gateway)).status).toBe(200);
    expect((await call(gateway, null, { path: "/models" })).status).toBe(200);
  });
});

it("concurrency is free again as soon as a call has ended", async () => {
  await limited({ organization: { concurrency: 1 } });
  const first = await ask(gateway, { stream: true }, "drip-20");
  const refused = await ask(gateway);
  expect(limitHeadersOf(refused)).toMatchObject({
    "retry-after": "1",
    "x-ratelimit-reset": "1",
    "x-ratelimit-scope": "organization_concurrency",
  });
  expect((await errorOf(refused)).message).toMatch(/1 calls in flight/);
  await first.text();
  expect((await ask(gateway)).status).toBe(200);
});

it("an organization out of credits is told so", async () => {
  await limited({ organization: { prepaid: true }, spent: { credits: async () => 100n } });
  const refused = await ask(gateway, { max_tokens: 10 });
  expect(await errorOf(refused)).toMatchObject({ status: 402, code: "insufficient_credits" });
  expect((await errorOf(await ask(gateway, { max_tokens: 10 }))).message).toMatch(
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
  const refused = await ask(gateway);
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
  expect((await ask(gateway)).status).toBe(503);
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
