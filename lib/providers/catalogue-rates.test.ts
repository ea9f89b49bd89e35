import { calcPrice, findProvider, type ModelPrice } from "@pydantic/genai-prices";
import { describe, expect, it } from "vitest";
import { catalogueRates, nanoUsd } from "./catalogue-rates";
import { type Counts, costOf } from "./rates";
import { PROVIDERS, type ProviderId, providerOf } from "./schema";

const NOW_MS = Date.parse("2026-11-20T12:00:00Z");
const NONE: Counts = {
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  audioInputTokens: 0,
  audioOutputTokens: 0,
};
const CALLS: Counts[] = [
  { ...NONE, inputTokens: 1, outputTokens: 1 },
  { ...NONE, inputTokens: 12_345, outputTokens: 678 },
  { ...NONE, inputTokens: 300_001, outputTokens: 4_099 },
  { ...NONE, inputTokens: 271_999, outputTokens: 3 },
  { ...NONE, inputTokens: 272_000, outputTokens: 3 },
  { ...NONE, inputTokens: 272_001, outputTokens: 3 },
  { ...NONE, inputTokens: 9_000, outputTokens: 20, cachedTokens: 8_192 },
  { ...NONE, inputTokens: 220_000, outputTokens: 20, cachedTokens: 5, cacheWriteTokens: 200_000 },
  { ...NONE, inputTokens: 50, outputTokens: 5_000, reasoningTokens: 4_000 },
  { ...NONE, inputTokens: 500, outputTokens: 900, audioInputTokens: 300, audioOutputTokens: 800 },
];

/** What the catalogue's own arithmetic, in floating point, says. */
function itsOwn(provider: ProviderId, model: string, counts: Counts, atMs: number): number {
  const options = { providerId: providerOf(provider).catalogue!, timestamp: new Date(atMs) };
  const usage = {
    input_tokens: counts.inputTokens,
    output_tokens: counts.outputTokens,
    cache_read_tokens: counts.cachedTokens,
    cache_write_tokens: counts.cacheWriteTokens,
    output_reasoning_tokens: counts.reasoningTokens,
    input_audio_tokens: counts.audioInputTokens,
    output_audio_tokens: counts.audioOutputTokens,
    cache_audio_read_tokens: 0,
    output_citation_tokens: 0,
    cache_write_1h_tokens: 0,
  };
  return calcPrice(usage, model, options)!.total_price * 1e9;
}

const countsTokens = (prices: ModelPrice) =>
  Object.keys(prices).length === 0 || "input_mtok" in prices || "output_mtok" in prices;

const priced = PROVIDERS.filter(({ catalogue }) => catalogue !== null).flatMap(({ id, catalogue }) =>
  findProvider({ providerId: catalogue! })!.models.map((model) => [id, model] as const),
);

it("agrees with the catalogue's own arithmetic within half a nano-dollar, for every model that it knows", () => {
  let compared = 0;
  for (const [provider, { id }] of priced) {
    const match = calcPrice({ input_tokens: 0, output_tokens: 0 }, id, {
      providerId: providerOf(provider).catalogue!,
      timestamp: new Date(NOW_MS),
    });
    const rates = catalogueRates(provider, id, NOW_MS);
    if (match === null || !countsTokens(match.model_price)) {
      expect(rates, `${provider}/${id}`).toBeNull();
      continue;
    }
    for (const counts of CALLS) {
      const difference = Math.abs(Number(costOf(rates!, counts)) - itsOwn(provider, id, counts, NOW_MS));
      // Prices finer than a nano-dollar per million are rounded as well.
      expect(difference, `${provider}/${id} ${JSON.stringify(counts)}`).toBeLessThan(0.75);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(10_000);
});

describe("what a model costs changes with time", () => {
  const call: Counts = { ...NONE, inputTokens: 1_000_000, outputTokens: 0 };
  const at = (provider: ProviderId, model: string, time: string) =>
    costOf(catalogueRates(provider, model, Date.parse(time))!, call);

  it("from a day on", () => {
    expect(at("openai", "o3", "2025-06-09T23:59:59.999Z")).toBe(10_000_000_000n);
    expect(at("openai", "o3", "2025-06-10T00:00:00Z")).toBe(2_000_000_000n);
  });

  it("within the day, as DeepSeek's", () => {
    expect(at("deepseek", "deepseek-chat", "2026-11-20T00:29:59.999Z")).toBe(135_000_000n);
    expect(at("deepseek", "deepseek-chat", "2026-11-20T00:30:00Z")).toBe(270_000_000n);
    expect(at("deepseek", "deepseek-chat", "2026-11-20T16:29:59.999Z")).toBe(270_000_000n);
    expect(at("deepseek", "deepseek-chat", "2026-11-20T16:30:00Z")).toBe(135_000_000n);
  });

  it("as the catalogue says itself, hour by hour and day by day", () => {
    const scheduled = priced.filter(([, { prices }]) => Array.isArray(prices));
    expect(scheduled.length).toBeGreaterThan(10);
    for (const [provider, { id }] of scheduled) {
      for (let atMs = Date.parse("2025-05-01"); atMs < Date.parse("2027-02-01"); atMs += 35.9 * 3_600_000) {
        const rates = catalogueRates(provider, id, atMs);
        if (rates === null) continue;
        const own = itsOwn(provider, id, call, atMs);
        expect(Math.abs(Number(costOf(rates, call)) - own), `${provider}/${id} ${atMs}`).toBeLessThan(0.75);
      }
    }
  });
});

describe("a model is found by the names that providers give it", () => {
  const input = (provider: ProviderId, model: string) =>
    catalogueRates(provider, model, NOW_MS)?.inputNanoUsdPerMillion ?? null;

  it.each([
    ["openai", "gpt-4o-2024-08-06", 2_500_000_000n],
    ["openai", "GPT-4o", 2_500_000_000n],
    ["openai", "ft:gpt-4o-mini-2024-07-18:acme::abc", 300_000_000n],
    ["openai", "text-embedding-3-small", 20_000_000n],
    ["azure", "gpt-4o-mini", 150_000_000n],
    ["gemini", "gemini-2.5-flash", 300_000_000n],
    ["gemini", "models/gemini-2.5-flash", 300_000_000n],
    ["vertex", "google/gemini-2.5-flash", 300_000_000n],
    ["vertex", "anthropic/claude-sonnet-4-5@20250929", 3_000_000_000n],
    ["bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3_300_000_000n],
    ["bedrock", "eu.amazon.nova-pro-v1:0", 800_000_000n],
    ["openrouter", "openai/gpt-4o", 2_500_000_000n],
    ["groq", "llama-3.3-70b-versatile", 590_000_000n],
  ] as const)("%s %s", (provider, model, price) => expect(input(provider, model)).toBe(price));

  it("and not by those that say nothing", () => {
    expect(input("azure", "my-deployment")).toBeNull();
    expect(input("openai-compatible", "gpt-4o")).toBeNull();
    expect(input("ollama", "gpt-4o")).toBeNull();
    expect(input("openai", "constructor")).toBeNull();
    // Billed by the hour.
    expect(input("openai", "whisper-1")).toBeNull();
  });
});

it("charges a fee for each call where the provider does, if it used anything", () => {
  const rates = catalogueRates("perplexity", "sonar", NOW_MS)!;
  expect(costOf(rates, { ...NONE, inputTokens: 1, outputTokens: 1 })).toBe(12_002_000n);
  expect(costOf(rates, NONE)).toBe(0n);
});

it("charges more for a cache that is kept for an hour", () => {
  const rates = catalogueRates("anthropic", "claude-haiku-4-5", NOW_MS)!;
  const written = { ...NONE, inputTokens: 1_000_000, cacheWriteTokens: 1_000_000 };
  expect(costOf(rates, written)).toBe(1_250_000_000n);
  expect(costOf(rates, { ...written, cacheWriteHourTokens: 1_000_000 })).toBe(2_000_000_000n);
});

it("reads dollars as decimal text, exactly", () => {
  expect([0.1, 0.075, 3.4375, 1e-7, 2.5e-10, 4.9e-10, 5e-10, 180, 0].map(nanoUsd)).toEqual([
    100_000_000n,
    75_000_000n,
    3_437_500_000n,
    100n,
    0n,
    0n,
    1n,
    180_000_000_000n,
    0n,
  ]);
});
