import type { PoolClient } from "pg";
import { pool } from "../../db";
import { log } from "../../log";
import { detectNewAddresses } from "./detect-new-addresses";
import { detectRefusedBursts } from "./detect-refused-bursts";
import { detectUnusualRates } from "./detect-unusual-rates";
import { hoursToLookAt } from "./hours";
import { clearEnded, keepFindings } from "./keep";

const EVERY_MS = 60_000;
const TIMEOUT_MS = 30_000;
/** Any number that nobody else uses: one process at a time looks. */
const LOCK = 72_707_374;
/** How far back the first pass looks for new callers, and the later ones: calls may be written late. */
const FIRST_LOOK_MS = 24 * 60 * 60 * 1000;
const OVERLAP_MS = 60 * 60 * 1000;

/** Looks each minute for what is unusual about keys, in the rollups alone, and stores it. */
export class FindingsJob {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Callers first seen before this have been looked at. */
  #sinceMs: number | null = null;

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
      const sinceMs = this.#sinceMs ?? nowMs - FIRST_LOOK_MS;
      const nextSinceMs = rows[0]!.alone ? await look(client, sinceMs, nowMs) : sinceMs;
      await client.query("COMMIT");
      this.#sinceMs = nextSinceMs;
      failed = false;
    } finally {
      // A connection with a transaction half-way is thrown away.
      client.release(failed);
    }
  }
}

/** Looks at everything once, and returns from when on the next pass looks for new callers. */
async function look(client: PoolClient, sinceMs: number, nowMs: number): Promise<number> {
  const hours = hoursToLookAt(nowMs);
  const addresses = await detectNewAddresses(client, sinceMs);
  const rates = await detectUnusualRates(client, hours);
  const bursts = await detectRefusedBursts(client, hours);
  await keepFindings(client, [...addresses.found, ...rates, ...bursts]);
  await clearEnded(client, nowMs);
  return addresses.untilMs ?? nowMs - OVERLAP_MS;
}

const report = (error: unknown) =>
  log.warn({ error: String(error) }, "findings: a pass failed; the next one looks again");
