import type { Context } from "../context";
import { db } from "../db";
import { log } from "../log";
import { unpricedModels } from "../usage";
import { billWaiting } from "./bill";

const SWEEP_INTERVAL_MS = 60_000;

/**
 * Bills what waits for a price and has one by now, on start and once a minute: calls that had begun when it was set and were recorded
 * after, and models that the catalogue has learnt.
 */
export class PriceSweep {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  start(): void {
    this.#timer ??= setInterval(() => this.#sweep(), SWEEP_INTERVAL_MS);
    this.#sweep();
  }

  /** Stops the timer and waits for a sweep that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#sweeping;
  }

  #sweep(): void {
    this.#sweeping = this.#sweeping.then(sweepPrices).catch((error: unknown) => {
      log.warn(
        { error: String(error) },
        "what waits for a price was not billed; it is tried again in a minute",
      );
    });
  }
}

/** One sweep over every project. */
export async function sweepPrices(): Promise<void> {
  const credentials = new Map((await unpricedModels()).map((waiting) => [waiting.credentialId, waiting]));
  for (const { organizationId, projectId, credentialId } of credentials.values()) {
    await billWaiting(itself(organizationId, projectId), credentialId);
  }
}

/** Gatehouse acts of its own accord. */
const itself = (organizationId: string, projectId: string): Context => ({
  actor: { kind: "SYSTEM", id: null, name: "Gatehouse" },
  role: "OWNER",
  organizationId,
  projectId,
  address: null,
  db: db(),
});
