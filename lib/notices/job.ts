import type { PoolClient } from "pg";
import { pool } from "../db";
import { log } from "../log";
import { clearOld, keepNotices } from "./keep";
import { budgets } from "./look/budgets";
import { expiringKeys } from "./look/expiring-keys";
import { findings } from "./look/findings";

const EVERY_MS = 60_000;
const TIMEOUT_MS = 30_000;
/** Any number that nobody else uses: one process at a time looks. */
const LOCK = 72_707_375;
/** How far back later passes look for keys that were used: calls may be written late. */
const OVERLAP_MS = 60 * 60 * 1000;

/** Looks each minute for what people should be told, and stores it once. */
export class NoticesJob {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Budgets of keys used before this have been looked at; the first pass looks at all. */
  #since: Date | null = null;

  /** Looks at once, and from then on each minute. */
  start(): void {
    const look = () => void this.run().catch(report);
    this.#timer ??= setInterval(look, EVERY_MS);
    look();
  }

  /** One pass; passes of one process follow each other. */
  run(nowMs = Date.now()): Promise<void> {
    this.#running = this.#running.catch(() => {}).then(() => this.#pass(nowMs));
    return this.#running;
  }

  /** Stops the timer and waits for the pass under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running.catch(() => {});
  }

  async #pass(nowMs: number): Promise<void> {
    const client = await pool().connect();
    let failed = true;
    try {
      await client.query("BEGIN");
      await client.query(`SET LOCAL statement_timeout = ${TIMEOUT_MS}`);
      const { rows } = await client.query<{ alone: boolean }>(
        "SELECT pg_try_advisory_xact_lock($1) AS alone",
        [LOCK],
      );
      const { alone } = rows[0]!;
      if (alone) await look(client, this.#since, nowMs);
      await client.query("COMMIT");
      if (alone) this.#since = new Date(nowMs - OVERLAP_MS);
      failed = false;
    } finally {
      // A connection with a transaction half-way is thrown away.
      client.release(failed);
    }
  }
}

async function look(client: PoolClient, since: Date | null, nowMs: number): Promise<void> {
  const found = [
    ...(await expiringKeys(client, nowMs)),
    ...(await budgets(client, since, new Date(nowMs))),
    ...(await findings(nowMs)),
  ];
  await keepNotices(client, found, nowMs);
  await clearOld(client, nowMs);
}

const report = (error: unknown) =>
  log.warn({ error: String(error) }, "notices: a pass failed; the next one looks again");
