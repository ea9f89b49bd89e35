import type { ClientBase, Pool } from "pg";

/** Under this advisory lock usage is written, billed and expired: any number that nobody else uses. */
export const USAGE_LOCK = 7_302_401;

/** Runs work in a transaction of its own that holds the usage lock. */
export async function underLock(pool: Pool, work: (client: ClientBase) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [USAGE_LOCK]);
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    fault = error as Error;
    throw error;
  } finally {
    // A connection in the middle of a failed transaction is not used again.
    client.release(fault);
  }
}
