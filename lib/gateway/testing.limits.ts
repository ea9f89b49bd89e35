import type { FakeUpstream } from "../../e2e/fake-upstream";
import { promptTokens } from "../../e2e/fake-upstream/completions";
import {
  type Counters,
  type KeyLimits,
  MemoryCounters,
  type OrganizationLimits,
  type SpendSource,
} from "../limits";
import { plainRates } from "../providers";
import { call, chat, startGateway, type TestGateway } from "./testing";

export const UNLIMITED: OrganizationLimits = { requestsPerMinute: null, concurrency: null, prepaid: false };
/** A dollar for a million tokens of input, two for output: 1,000 and 2,000 nano-USD a token. */
export const DOLLARS = plainRates(1_000_000_000n, 2_000_000_000n, null);
/** What the fake upstream counts of `chat()`, and of its own answer. */
export const PROMPT = promptTokens({ messages: [{ role: "user", content: "Hi" }] });
export const ANSWER = 7;

export const MODELS = ["m", "error-500", "drip-20", "drip-5", "slow-200", "broken-stream", "no-answer"];
const PRICES = new Map(MODELS.map((model) => [model, DOLLARS]));

/** Nothing was spent before. */
export const NOTHING_SPENT: SpendSource = {
  keySpend: async () => ({ tokens: 0, costNanoUsd: 0n }),
  credits: async () => 0n,
  recentCalls: async () => [],
};

export type Given = {
  key?: Partial<KeyLimits>;
  organization?: Partial<OrganizationLimits>;
  spent?: Partial<SpendSource>;
  /** Puts something of the test's between the gateway and the counters. */
  around?: (counters: Counters) => Counters;
};

/** A gateway whose one key has limits, over priced models and one without a price. */
export function limitedGateway(upstream: FakeUpstream, given: Given): Promise<TestGateway> {
  const counters = new MemoryCounters({ ...NOTHING_SPENT, ...given.spent });
  upstream.requests.length = 0;
  return startGateway({
    credentials: [
      { name: "priced", baseUrl: upstream.url, prices: PRICES, models: MODELS },
      { name: "unpriced", baseUrl: upstream.url, models: ["free-of-price"] },
    ],
    keyLimits: given.key,
    organizations: { limits: () => ({ ...UNLIMITED, ...given.organization }) },
    counters: given.around?.(counters) ?? counters,
  });
}

export const ask = (gateway: TestGateway, more: Record<string, unknown> = {}, model = "m") =>
  call(gateway, chat(model, more));

export const limitHeadersOf = (response: Response) =>
  Object.fromEntries([...response.headers].filter(([name]) => /^x-ratelimit|^retry-after/.test(name)));

/**
 * One of every kind of call there is, and of every way to end, by its number. Gives the answer once it was read to its end; null where
 * there was none, or the client left before.
 */
export async function callSomehow(
  gateway: { url: string },
  number: number,
  key?: string,
): Promise<Response | null> {
  const bound = number % 3 === 0 ? {} : { max_tokens: 20 + (number % 80) };
  const kinds: [string, Record<string, unknown>][] = [
    ["m", bound],
    ["m", { ...bound, stream: true }],
    ["drip-5", { ...bound, stream: true }],
    ["slow-200", bound],
    ["error-500", bound],
    ["broken-stream", { ...bound, stream: true }],
    ["no-answer", bound],
  ];
  const [model, more] = kinds[number % kinds.length]!;
  const signal = number % 5 === 0 ? AbortSignal.timeout(30 + (number % 90)) : undefined;
  try {
    const response = await call(gateway, chat(model, more), { signal, key });
    await response.text();
    return response;
  } catch {
    return null;
  }
}
