import type { Tx } from "../db";
import { BILL } from "./bill-sql";
import { USAGE_LOCK } from "./lock";
import type { TokenCounts } from "./record";
import { storedText } from "./text";

/** What has a price now. `costOf` must give what the call would have cost; null leaves it unpriced. */
export type Billing = {
  projectId: string;
  credentialId: string;
  /** As the provider knows it. */
  model: string;
  costOf: (counts: TokenCounts, atMs: number) => bigint | null;
};

/** `more`: a transaction bills so many at once; call again in a next one. */
export type Billed = { requests: number; costNanoUsd: bigint; more: boolean };

/** A second's work or less, for which batches wait. */
const MOST_RECORDS = 20_000;

const UNPRICED = `
  SELECT id, (extract(epoch FROM at) * 1000)::float8 AS "atMs", input_tokens AS "inputTokens", output_tokens AS "outputTokens",
    cached_tokens AS "cachedTokens", cache_write_tokens AS "cacheWriteTokens", reasoning_tokens AS "reasoningTokens",
    audio_input_tokens AS "audioInputTokens", audio_output_tokens AS "audioOutputTokens"
  FROM usage_records
  WHERE credential_id = $1::uuid AND upstream_model = $2 AND project_id = $3::uuid AND cost_nano_usd IS NULL
  ORDER BY at, id LIMIT ${MOST_RECORDS + 1}`;

type Unpriced = TokenCounts & { id: string; atMs: number };

/**
 * Bills calls that were recorded without a price, in the caller's transaction: the records, every rollup, the credits and what waits.
 * Usage is written by nobody meanwhile, so call it before anything that locks an organization. Announce `{ kind: "spend" }` with it.
 */
export async function billUnpriced(
  tx: Tx,
  { projectId, credentialId, model, costOf }: Billing,
): Promise<Billed> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${USAGE_LOCK})`;
  const name = storedText(model);
  const found = await tx.$queryRawUnsafe<Unpriced[]>(UNPRICED, credentialId, name, projectId);
  const more = found.length > MOST_RECORDS;
  let costNanoUsd = 0n;
  const billed: { id: string; at: number; cost: string }[] = [];
  for (const { id, atMs, ...counts } of found.slice(0, MOST_RECORDS)) {
    const cost = costOf(counts, atMs);
    if (cost === null) continue;
    costNanoUsd += cost;
    billed.push({ id, at: atMs, cost: String(cost) });
  }
  if (billed.length === 0) return { requests: 0, costNanoUsd, more: false };
  await tx.$executeRawUnsafe(BILL, JSON.stringify(billed));
  await tx.$executeRaw`
    DELETE FROM unpriced_usage WHERE project_id = ${projectId}::uuid AND credential_id = ${credentialId}::uuid
      AND model = ${name} AND requests <= 0`;
  return { requests: billed.length, costNanoUsd, more };
}
