/** What a million tokens of each kind cost, in nano-USD. A kind without a price of its own costs what the whole does that it is part of. */
export type TokenRates = {
  inputNanoUsdPerMillion: bigint;
  cachedInputNanoUsdPerMillion: bigint;
  cacheWriteNanoUsdPerMillion: bigint;
  /** Written to a cache that is kept for an hour. */
  cacheWriteHourNanoUsdPerMillion: bigint;
  audioInputNanoUsdPerMillion: bigint;
  outputNanoUsdPerMillion: bigint;
  reasoningNanoUsdPerMillion: bigint;
  audioOutputNanoUsdPerMillion: bigint;
};

/** What all tokens of a call cost once its input is longer than this. */
export type Tier = TokenRates & { aboveInputTokens: number };

/** A model's price. */
export type Rates = TokenRates & {
  /** For a million calls, besides their tokens. */
  requestNanoUsdPerMillion: bigint;
  /** The highest first. */
  tiers: readonly Tier[];
};

/** Tokens of one call, as lib/usage counts them. The hour's part of what was written to a cache is known to the gateway alone. */
export type Counts = {
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  cacheWriteHourTokens?: number;
  reasoningTokens: number;
  audioInputTokens: number;
  audioOutputTokens: number;
};

const MILLION = 1_000_000n;
const HALF = 500_000n;

/** What a call costs, rounded once, half up. A call without tokens costs nothing. Tokens that are both cached and audio count as cached. */
export function costOf(rates: Rates, counts: Counts): bigint {
  const { inputTokens, outputTokens } = counts;
  if (inputTokens <= 0 && outputTokens <= 0) return 0n;
  const at = ratesAt(rates, inputTokens);
  const cached = Math.min(counts.cachedTokens, inputTokens);
  const written = Math.min(counts.cacheWriteTokens, inputTokens - cached);
  const hour = Math.min(counts.cacheWriteHourTokens ?? 0, written);
  const heard = Math.min(counts.audioInputTokens, inputTokens - cached - written);
  const spoken = Math.min(counts.audioOutputTokens, outputTokens);
  const thought = Math.min(counts.reasoningTokens, outputTokens - spoken);
  const sum =
    rates.requestNanoUsdPerMillion +
    times(inputTokens - cached - written - heard, at.inputNanoUsdPerMillion) +
    times(cached, at.cachedInputNanoUsdPerMillion) +
    times(written - hour, at.cacheWriteNanoUsdPerMillion) +
    times(hour, at.cacheWriteHourNanoUsdPerMillion) +
    times(heard, at.audioInputNanoUsdPerMillion) +
    times(outputTokens - spoken - thought, at.outputNanoUsdPerMillion) +
    times(thought, at.reasoningNanoUsdPerMillion) +
    times(spoken, at.audioOutputNanoUsdPerMillion);
  return (sum + HALF) / MILLION;
}

const ratesAt = (rates: Rates, inputTokens: number): TokenRates =>
  rates.tiers.find((tier) => inputTokens > tier.aboveInputTokens) ?? rates;

const times = (tokens: number, rate: bigint): bigint => (tokens === 0 ? 0n : BigInt(tokens) * rate);

/** Which dearer kinds of tokens a call may use at all. */
export type Possible = { audio: boolean; cacheHour: boolean };

/** The most that a call can cost whose input is no longer than this: `costOf` is never above the input's part and the output's together. */
export function ceilingOf(
  rates: Rates,
  inputTokens: number,
  { audio, cacheHour }: Possible = { audio: true, cacheHour: true },
): { inputNanoUsd: bigint; outputNanoUsdPerMillion: bigint } {
  let input = 0n;
  let output = 0n;
  for (const at of [rates, ...rates.tiers.filter((tier) => inputTokens > tier.aboveInputTokens)]) {
    input = highest(input, at.inputNanoUsdPerMillion, at.cachedInputNanoUsdPerMillion);
    input = highest(input, at.cacheWriteNanoUsdPerMillion);
    output = highest(output, at.outputNanoUsdPerMillion, at.reasoningNanoUsdPerMillion);
    if (cacheHour) input = highest(input, at.cacheWriteHourNanoUsdPerMillion);
    if (!audio) continue;
    input = highest(input, at.audioInputNanoUsdPerMillion);
    output = highest(output, at.audioOutputNanoUsdPerMillion);
  }
  const sum = BigInt(inputTokens) * input + rates.requestNanoUsdPerMillion;
  return { inputNanoUsd: (sum + MILLION - 1n) / MILLION, outputNanoUsdPerMillion: output };
}

const highest = (...rates: bigint[]): bigint => rates.reduce((a, b) => (a > b ? a : b));

/** The price of a custom model, which has no other kinds. */
export const plainRates = (input: bigint, output: bigint, cachedInput: bigint | null): Rates =>
  wholeRates({ input, output, cachedInput });

/** The kinds that have a price of their own; the others follow. */
export type OwnRates = {
  input: bigint;
  output: bigint;
  cachedInput?: bigint | null;
  cacheWrite?: bigint | null;
  cacheWriteHour?: bigint | null;
  audioInput?: bigint | null;
  audioOutput?: bigint | null;
  reasoning?: bigint | null;
};

export const tokenRates = (own: OwnRates): TokenRates => ({
  inputNanoUsdPerMillion: own.input,
  cachedInputNanoUsdPerMillion: own.cachedInput ?? own.input,
  cacheWriteNanoUsdPerMillion: own.cacheWrite ?? own.input,
  cacheWriteHourNanoUsdPerMillion: own.cacheWriteHour ?? own.cacheWrite ?? own.input,
  audioInputNanoUsdPerMillion: own.audioInput ?? own.input,
  outputNanoUsdPerMillion: own.output,
  reasoningNanoUsdPerMillion: own.reasoning ?? own.output,
  audioOutputNanoUsdPerMillion: own.audioOutput ?? own.output,
});

export const wholeRates = (own: OwnRates, request = 0n, tiers: readonly Tier[] = []): Rates => ({
  ...tokenRates(own),
  requestNanoUsdPerMillion: request,
  tiers,
});
