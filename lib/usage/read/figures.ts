import { formatUsd } from "../../money";
import type { Figures } from "../schema";

/** Sums that can be added up, and as SQL gives them. */
export type Sums = Omit<Figures, "costUsd"> & { costNanoUsd: bigint };
export type SumsRow = Record<keyof Sums, string>;

const COUNTS = [
  "requests",
  "errors",
  "refused",
  "inputTokens",
  "outputTokens",
  "cachedTokens",
  "reasoningTokens",
  "unpriced",
] as const;

/** The columns of a rollup `u`, added up; nothing is 0. */
export const SUMS = `coalesce(sum(u.requests), 0) AS requests, coalesce(sum(u.errors), 0) AS errors,
  coalesce(sum(u.refused), 0) AS refused, coalesce(sum(u.input_tokens), 0) AS "inputTokens",
  coalesce(sum(u.output_tokens), 0) AS "outputTokens", coalesce(sum(u.cached_tokens), 0) AS "cachedTokens",
  coalesce(sum(u.reasoning_tokens), 0) AS "reasoningTokens", coalesce(sum(u.unpriced), 0) AS unpriced,
  coalesce(sum(u.cost_nano_usd), 0) AS "costNanoUsd"`;

export const NOTHING: Sums = {
  ...(Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<(typeof COUNTS)[number], number>),
  costNanoUsd: 0n,
};

export function toSums(row: SumsRow): Sums {
  const sums = { ...NOTHING, costNanoUsd: BigInt(row.costNanoUsd) };
  for (const count of COUNTS) sums[count] = Number(row[count]);
  return sums;
}

export function plus(a: Sums, b: Sums): Sums {
  const sums = { ...NOTHING, costNanoUsd: a.costNanoUsd + b.costNanoUsd };
  for (const count of COUNTS) sums[count] = a[count] + b[count];
  return sums;
}

/** Sums as the world sees them. */
export function toFigures({ costNanoUsd, ...counts }: Sums): Figures {
  const { requests, errors, refused, inputTokens, outputTokens, cachedTokens, reasoningTokens, unpriced } =
    counts;
  const tokens = { inputTokens, outputTokens, cachedTokens, reasoningTokens };
  return { requests, errors, refused, ...tokens, costUsd: formatUsd(costNanoUsd), unpriced };
}

/** The greatest cost first, then the most requests. */
export const byCost = (a: Sums, b: Sums) =>
  a.costNanoUsd === b.costNanoUsd ? b.requests - a.requests : a.costNanoUsd < b.costNanoUsd ? 1 : -1;
