import { env } from "../env";
import { log } from "../log";
import { expireHours } from "./expire-hours";
import { expireUsage } from "./expire-usage";

const INTERVAL_MS = 3_600_000;
const RUNS_A_DAY = 24;

/** Looks hourly for usage that is old enough to go, and makes room for the days to come. */
export class UsageExpiry {
  #timer: NodeJS.Timeout | undefined;
  #runs = 0;
  #running: Promise<void> = Promise.resolve();

  /** Once now, without being waited for, then each hour. */
  start(): void {
    this.#run();
    this.#timer ??= setInterval(() => this.#run(), INTERVAL_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  #run(): void {
    this.#running = this.#expire().catch((error: unknown) =>
      log.warn({ error: String(error) }, "usage: the expiry is tried again in an hour"),
    );
  }

  async #expire(): Promise<void> {
    const expiry = { nowMs: Date.now(), retentionDays: env().GATEHOUSE_USAGE_RETENTION_DAYS };
    await expireUsage(expiry);
    if (this.#runs++ % RUNS_A_DAY === 0) await expireHours(expiry);
  }
}
