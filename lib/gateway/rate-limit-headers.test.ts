import { expect, it } from "vitest";
import type { LimitScope, LimitState } from "../limits";
import { rateLimitHeaders } from "./rate-limit-headers";

const state = (
  scope: LimitScope,
  limit: bigint,
  remaining: bigint,
  resetMs: number | null = 1,
): LimitState => ({
  scope,
  limit,
  remaining,
  unspent: remaining,
  resetMs,
});
const pairs = (headers: readonly string[]) =>
  Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]]] : [])));

it("the limit with the smallest share left is shown, and OpenAI's names have their own", () => {
  const states = [
    state("key_requests", 100n, 90n, 1001),
    state("organization_requests", 1000n, 100n, 2000),
    state("key_tokens", 10_000n, 2000n, 3_600_000),
    state("key_cost", 5_000_000_000n, 4_250_000_000n, null),
  ];
  expect(pairs(rateLimitHeaders(states))).toEqual({
    "x-ratelimit-scope": "organization_requests",
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "100",
    "x-ratelimit-reset": "2",
    "x-ratelimit-limit-requests": "1000",
    "x-ratelimit-remaining-requests": "100",
    "x-ratelimit-reset-requests": "2s",
    "x-ratelimit-limit-tokens": "10000",
    "x-ratelimit-remaining-tokens": "2000",
    "x-ratelimit-reset-tokens": "3600s",
  });
});

it("the one that refused is shown whatever the others are, money in dollars, no reset where there is none", () => {
  const cost = state("key_cost", 5_000_000_000n, 4_250_000_000n, null);
  expect(pairs(rateLimitHeaders([state("organization_concurrency", 3n, 0n, null), cost], cost))).toEqual({
    "x-ratelimit-scope": "key_cost",
    "x-ratelimit-limit": "5",
    "x-ratelimit-remaining": "4.25",
  });
});

it("a balance that is used up is the tightest, and seconds are whole and never none", () => {
  const headers = pairs(
    rateLimitHeaders([state("key_requests", 10n, 1n, 1), state("organization_credits", 0n, 0n, null)]),
  );
  expect(headers).toMatchObject({
    "x-ratelimit-scope": "organization_credits",
    "x-ratelimit-reset-requests": "1s",
  });
});

it("says nothing where no limit is set", () => {
  expect(rateLimitHeaders([])).toEqual([]);
});
