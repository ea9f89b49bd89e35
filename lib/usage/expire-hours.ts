import { pool } from "../db";

/** Totals of days and months stay. */
const KEPT = "13 months";
const HOURLY = ["project_usage", "key_usage", "key_model_usage", "latency_histograms"];

/** Lets go of hourly totals that are old enough. Reads all of them: once a day is enough. */
export async function expireHours(nowMs: number): Promise<void> {
  const values = [new Date(nowMs)];
  const old = `starts_at < $1::timestamptz - interval '${KEPT}'`;
  for (const table of HOURLY)
    await pool().query(`DELETE FROM ${table} WHERE period = 'hour' AND ${old}`, values);
  await pool().query(`DELETE FROM unattributed_calls WHERE ${old}`, values);
}
