import type { ClientBase } from "pg";
import { pool } from "../db";
import { log } from "../log";
import { USAGE_LOCK } from "./lock";
import { DAY_MS, ensurePartitions, partitionDayMs } from "./partitions";

/** Held by the one process that is at it. */
const EXPIRY_LOCK = 7_302_402;
/** A batch that comes again comes within seconds, or from a process that was killed; after that its records' ids tell. */
const BATCHES = "3 days";
/** A partition that somebody reads for longer is dropped the next time. */
const LOCK_TIMEOUT = "1s";
const LOCK_TIMED_OUT = "55P03";

export type Expiry = {
  nowMs: number;
  /** 0 keeps the calls for ever. */
  retentionDays: number;
};

/** Makes room for today and the next two days, and lets go of the calls of days that are old enough. Another process that is at it already is left to it. */
export async function expireUsage({ nowMs, retentionDays }: Expiry): Promise<void> {
  const client = await pool().connect();
  let fault: Error | undefined;
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS ours", [EXPIRY_LOCK]);
    if (!rows[0].ours) return;
    await expire(client, nowMs, retentionDays);
    await client.query("SELECT pg_advisory_unlock($1)", [EXPIRY_LOCK]);
  } catch (error) {
    fault = error as Error;
    throw error;
  } finally {
    // The lock ends with its connection, which is not used again after a failure.
    client.release(fault);
  }
}

async function expire(client: ClientBase, nowMs: number, retentionDays: number): Promise<void> {
  const todayMs = nowMs - (nowMs % DAY_MS);
  const days = [0, 1, 2].map((ahead) => todayMs + ahead * DAY_MS);
  await unlessBusy(client, () => ensurePartitions(client, days));
  const oldestMs = retentionDays > 0 ? todayMs - retentionDays * DAY_MS : Number.NEGATIVE_INFINITY;
  for (const name of await partitionsBefore(client, oldestMs)) {
    await unlessBusy(client, () => dropPartition(client, name));
  }
  await client.query(`DELETE FROM usage_batches WHERE written_at < $1::timestamptz - interval '${BATCHES}'`, [
    new Date(nowMs),
  ]);
}

/** In a transaction under the usage lock; put off while somebody holds what it needs. */
async function unlessBusy(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [USAGE_LOCK]);
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    if ((error as { code?: string }).code !== LOCK_TIMED_OUT) throw error;
    log.info("usage: a partition is in use; its turn comes with the next expiry");
  }
}

async function partitionsBefore(client: ClientBase, oldestMs: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_records'::regclass ORDER BY 1",
  );
  return rows.map(({ name }) => name).filter((name) => (partitionDayMs(name) ?? oldestMs) < oldestMs);
}

/** Calls that wait for a price stay until they are billed, the others of their day go; nobody prices for a credential that is gone. */
async function dropPartition(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM ${name} r JOIN credentials c ON c.id = r.credential_id
       JOIN unpriced_usage w ON (w.project_id, w.credential_id, w.model) = (r.project_id, r.credential_id, r.upstream_model)
       WHERE r.cost_nano_usd IS NULL) AS kept`,
  );
  if (rows[0].kept) await client.query(`DELETE FROM ${name} WHERE cost_nano_usd IS NOT NULL`);
  else await client.query(`DROP TABLE ${name}`);
}
