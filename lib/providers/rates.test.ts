import fc from "fast-check";
import { expect, it } from "vitest";
import { type Counts, ceilingOf, costOf, plainRates, type Rates } from "./rates";

const tokens = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 2_000_000 }));
const rate = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 200_000_000_000n));
const kinds = {
  inputNanoUsdPerMillion: rate,
  cachedInputNanoUsdPerMillion: rate,
  cacheWriteNanoUsdPerMillion: rate,
  cacheWriteHourNanoUsdPerMillion: rate,
  audioInputNanoUsdPerMillion: rate,
  outputNanoUsdPerMillion: rate,
  reasoningNanoUsdPerMillion: rate,
  audioOutputNanoUsdPerMillion: rate,
};
const tier = fc.record({ ...kinds, aboveInputTokens: tokens });
const rates: fc.Arbitrary<Rates> = fc.record({
  ...kinds,
  requestNanoUsdPerMillion: rate,
  tiers: fc
    .array(tier, { maxLength: 3 })
    .map((tiers) => tiers.sort((a, b) => b.aboveInputTokens - a.aboveInputTokens)),
});
const counts: fc.Arbitrary<Counts> = fc.record({
  inputTokens: tokens,
  outputTokens: tokens,
  cachedTokens: tokens,
  cacheWriteTokens: tokens,
  cacheWriteHourTokens: fc.option(tokens, { nil: undefined }),
  reasoningTokens: tokens,
  audioInputTokens: tokens,
  audioOutputTokens: tokens,
});

/** Token by token, in fractions: what costs most of its own is taken off first, as the provider counts. */
function slowCost(rates: Rates, counts: Counts): bigint {
  if (counts.inputTokens + counts.outputTokens === 0) return 0n;
  let at: Omit<Rates, "requestNanoUsdPerMillion" | "tiers"> = rates;
  for (const tier of [...rates.tiers].reverse()) if (counts.inputTokens > tier.aboveInputTokens) at = tier;
  let left = BigInt(counts.inputTokens);
  let numerator = rates.requestNanoUsdPerMillion;
  const take = (wanted: number, rate: bigint) => {
    const taken = BigInt(wanted) < left ? BigInt(wanted) : left;
    left -= taken;
    numerator += taken * rate;
    return taken;
  };
  take(counts.cachedTokens, at.cachedInputNanoUsdPerMillion);
  const written = take(counts.cacheWriteTokens, at.cacheWriteNanoUsdPerMillion);
  const hour = BigInt(counts.cacheWriteHourTokens ?? 0);
  const kept = hour < written ? hour : written;
  numerator += kept * (at.cacheWriteHourNanoUsdPerMillion - at.cacheWriteNanoUsdPerMillion);
  take(counts.audioInputTokens, at.audioInputNanoUsdPerMillion);
  take(Number(left), at.inputNanoUsdPerMillion);
  left = BigInt(counts.outputTokens);
  take(counts.audioOutputTokens, at.audioOutputNanoUsdPerMillion);
  take(counts.reasoningTokens, at.reasoningNanoUsdPerMillion);
  take(Number(left), at.outputNanoUsdPerMillion);
  const whole = numerator / 1_000_000n;
  return (numerator % 1_000_000n) * 2n >= 1_000_000n ? whole + 1n : whole;
}

it("costs what a slow reference says, to the nano-dollar", () => {
  const property = fc.property(rates, counts, (rates, counts) => {
    expect(costOf(rates, counts)).toBe(slowCost(rates, counts));
  });
  fc.assert(property, { numRuns: 2000 });
});

it("rounds once for the whole call, half up", () => {
  const none = { cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  const silent = { audioInputTokens: 0, audioOutputTokens: 0 };
  const call = (inputTokens: number, outputTokens: number) => ({
    ...none,
    ...silent,
    inputTokens,
    outputTokens,
  });
  const rates = plainRates(250_000n, 250_000n, null);
  expect(costOf(rates, call(1, 0))).toBe(0n);
  expect(costOf(rates, call(1, 1))).toBe(1n);
  expect(costOf(rates, call(2, 3))).toBe(1n);
  expect(costOf(rates, call(3, 3))).toBe(2n);
  expect(costOf(rates, call(0, 0))).toBe(0n);
  expect(costOf(plainRates(150_000_000n, 600_000_000n, null), call(1000, 500))).toBe(450_000n);
  expect(costOf(plainRates(0n, 0n, null), call(1000, 500))).toBe(0n);
});

it("is never above the ceiling, with every kind of token possible", () => {
  const property = fc.property(rates, counts, tokens, (rates, counts, spare) => {
    const { inputNanoUsd, outputNanoUsdPerMillion } = ceilingOf(rates, counts.inputTokens + spare);
    const output = BigInt(counts.outputTokens) * outputNanoUsdPerMillion;
    expect(costOf(rates, counts) <= inputNanoUsd + (output + 999_999n) / 1_000_000n).toBe(true);
  });
  fc.assert(property, { numRuns: 2000 });
});

it("leaves out of the ceiling what a call cannot use", () => {
  const property = fc.property(rates, counts, (rates, counts) => {
    const possible = { audio: false, cacheHour: false };
    const text = { ...counts, audioInputTokens: 0, audioOutputTokens: 0, cacheWriteHourTokens: 0 };
    const ceiling = ceilingOf(rates, text.inputTokens, possible);
    const output = BigInt(text.outputTokens) * ceiling.outputNanoUsdPerMillion;
    expect(costOf(rates, text) <= ceiling.inputNanoUsd + (output + 999_999n) / 1_000_000n).toBe(true);
    const whole = ceilingOf(rates, text.inputTokens);
    expect(ceiling.inputNanoUsd <= whole.inputNanoUsd).toBe(true);
  });
  fc.assert(property);
});
