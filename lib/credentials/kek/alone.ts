import type { PoolClient } from "pg";
import { pool } from "../../db";
import { DomainError } from "../../errors";

/** Any number that nobody else uses; PostgreSQL keeps advisory locks per database. */
const LOCK = 71_501_903;
const WAIT_MS = 10_000;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Runs work while no other rotation or retirement runs anywhere. The lock is the connection's, and so are the writes made with it: a
 * killed run gives both up as its connection closes.
 */
export async function alone<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  // Its queries reject by themselves when it is lost.
  client.on("error", () => {});
  try {
    await lock(client);
    return await work(client);
  } finally {
    // Destroyed rather than given back: the lock is gone with it.
    client.release(true);
  }
}

async function lock(client: PoolClient): Promise<void> {
  try {
    await client.query(`SET lock_timeout = ${WAIT_MS}`);
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query("RESET lock_timeout");
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new DomainError("conflict", "Another KEK rotation is running. Wait for it to end.");
  }
}
