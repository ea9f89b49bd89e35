import { formatUsd } from "../money";
import type { UsageRecord } from "./record";
import type { Figures, Latency } from "./schema";

const of = (records: UsageRecord[], pick: (record: UsageRecord) => number) =>
  records.reduce((sum, record) => sum + pick(record), 0);

/** What calls add up to, one by one: what every view must say. For tests. */
export const addedUp = (records: UsageRecord[]): Figures => ({
  requests: records.length,
  errors: of(records, ({ outcome }) => Number(outcome === "upstream_error" || outcome === "timeout")),
  refused: of(records, ({ outcome }) => Number(outcome === "refused")),
  inputTokens: of(records, ({ inputTokens }) => inputTokens),
  outputTokens: of(records, ({ outputTokens }) => outputTokens),
  cachedTokens: of(records, ({ cachedTokens }) => cachedTokens),
  reasoningTokens: of(records, ({ reasoningTokens }) => reasoningTokens),
  costUsd: formatUsd(records.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0n), 0n)),
  unpriced: of(records, ({ costNanoUsd }) => Number(costNanoUsd === null)),
});

/** How long forwarded calls took, exactly. For tests. */
export function timed(records: UsageRecord[]): Latency {
  const forwarded = records.filter(({ attempts, outcome }) => attempts > 0 && outcome !== "refused");
  const at = (all: number[], share: number) =>
    all.sort((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? null;
  const latencies = forwarded.map(({ latencyMs }) => latencyMs);
  const firstBytes = forwarded.flatMap(({ firstByteMs }) => (firstByteMs === null ? [] : [firstByteMs]));
  return {
    p50Ms: at(latencies, 0.5),
    p95Ms: at(latencies, 0.95),
    firstByteP50Ms: at(firstBytes, 0.5),
    firstByteP95Ms: at(firstBytes, 0.95),
  };
}

/** Calls in groups. For tests. */
export function grouped<K>(records: UsageRecord[], by: (record: UsageRecord) => K): Map<K, UsageRecord[]> {
  const groups = new Map<K, UsageRecord[]>();
  for (const record of records) groups.set(by(record), [...(groups.get(by(record)) ?? []), record]);
  return groups;
}
