import { pool } from "../db";
import type { Expiry } from "./expire-usage";

/** Totals of days and months stay. */
const KEPT = "13 months";
const HOURLY = ["project_usage", "key_usage", "key_model_usage", "latency_histograms"];

/** Lets go of hourly totals that are old enough, and of callers not seen since. Reads all of them: once a day is enough. */
export async function expireHours({ nowMs, retentionDays }: Expiry): Promise<void> {
  const values = [new Date(nowMs)];
  const old = `starts_at < $1::timestamptz - interval '${KEPT}'`;
  for (const table of HOURLY)
    await pool().query(`DELETE FROM ${table} WHERE period = 'hour' AND ${old}`, values);
  await pool().query(`DELETE FROM unattributed_calls WHERE ${old}`, values);
  // Kept calls name theirs.
  if (retentionDays === 0) return;
  await pool().query(
    `DELETE FROM callers WHERE last_seen_at < $1::timestamptz - greatest(interval '${KEPT}', $2 * interval '1 day')`,
    [...values, retentionDays + 1],
  );
}
