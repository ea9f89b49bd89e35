import { env } from "../env";
import { log } from "../log";
import { expireUsage } from "./expire-usage";

const INTERVAL_MS = 3_600_000;

/** Looks hourly for usage that is old enough to go, and makes room for the days to come. */
export class UsageExpiry {
  #timer: NodeJS.Timeout | undefined;
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
    const { GATEHOUSE_USAGE_RETENTION_DAYS: retentionDays } = env();
    this.#running = expireUsage({ nowMs: Date.now(), retentionDays }).catch((error: unknown) =>
      log.warn({ error: String(error) }, "usage: the expiry is tried again in an hour"),
    );
  }
}
