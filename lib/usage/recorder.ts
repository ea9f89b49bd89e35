import type { Server } from "node:net";
import { join } from "node:path";
import { log } from "../log";
import { BatchWriter } from "./batch-writer";
import type { UsageRecord } from "./record";
import { replay } from "./replay";
import { SpendReader } from "./spend-reader";
import { Checkpoint } from "./spool/checkpoint";
import { abandon, newPlace, takePlace } from "./spool/place";
import { Spool } from "./spool/spool";
import { Turns } from "./turns";

export type RecorderOptions = {
  /** Where processes keep what is not in the database yet: one for all that share a data folder. */
  folder: string;
};

const FLUSH_INTERVAL_MS = 250;
const RETRY_INTERVAL_MS = 1000;
/** How often it is looked whether another process has ended and left something. */
const REPLAY_INTERVAL_MS = 60_000;

/** Where usage goes. What `append` has returned for is in the kernel's hands; the database has it about a quarter of a second later. */
export class UsageRecorder {
  readonly #folder: string;
  readonly #place = newPlace();
  readonly #spool: Spool;
  readonly #checkpoint: Checkpoint;
  readonly #batches: BatchWriter;
  readonly #spend: SpendReader;
  #guard: Server | null = null;
  #timer: NodeJS.Timeout | undefined;
  #replayAtMs = 0;

  constructor({ folder }: RecorderOptions) {
    this.#folder = folder;
    this.#spool = new Spool(join(folder, this.#place));
    this.#checkpoint = new Checkpoint(join(folder, this.#place));
    const turns = new Turns();
    this.#batches = new BatchWriter(folder, this.#spool, turns);
    this.#spend = new SpendReader(this.#spool, turns, () => this.flush());
  }

  /** Takes its place in the folder and writes what processes that are gone have left there. */
  async start(): Promise<void> {
    this.#guard = await takePlace(this.#folder, this.#place);
    await this.#replay();
    this.#schedule(FLUSH_INTERVAL_MS);
  }

  /** Calls that are decided, each once. Never throws. */
  append(records: readonly UsageRecord[]): void {
    if (records.length > 0) this.#spool.append(records);
  }

  /** Every call that has been under way for long, as it stands: replaces what the last checkpoint said. Never throws. */
  checkpoint(records: readonly UsageRecord[]): void {
    try {
      this.#checkpoint.write(records);
    } catch (error) {
      log.warn(
        { error: String(error) },
        "usage: calls under way are not on the disk; a kill would lose them",
      );
    }
  }

  /** Writes what has been appended. Rejects when the database refuses; nothing is lost by that. */
  flush(): Promise<void> {
    return this.#batches.flush();
  }

  /** Writes the rest and leaves the folder. What cannot be written stays there for the next start. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.flush().catch(() => {});
    this.#spool.seal();
    this.#spool.save();
    this.#checkpoint.clear();
    await new Promise<void>((resolve) =>
      this.#guard === null ? resolve() : this.#guard.close(() => resolve()),
    );
    abandon(this.#folder, this.#place);
  }

  /** What a key has spent in calls begun at or after an instant (0 is ever), which is the beginning of an hour. */
  keySpend(keyId: string, fromMs: number): Promise<{ tokens: number; costNanoUsd: bigint }> {
    return this.#spend.keySpend(keyId, fromMs);
  }

  /** An organization's balance in nano-USD; null where it is not prepaid. */
  credits(organizationId: string): Promise<bigint | null> {
    return this.#spend.credits(organizationId);
  }

  /** When calls that were not refused began, oldest first. */
  recentCalls(of: { keyId: string } | { organizationId: string }, sinceMs: number): Promise<number[]> {
    return this.#spend.recentCalls(of, sinceMs);
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(async () => {
      const timer = this.#timer;
      await this.flush()
        .then(() => (performance.now() > this.#replayAtMs ? this.#replay() : undefined))
        .catch(() => {});
      if (this.#timer === timer)
        this.#schedule(this.#batches.failing ? RETRY_INTERVAL_MS : FLUSH_INTERVAL_MS);
    }, delayMs);
  }

  #replay(): Promise<void> {
    this.#replayAtMs = performance.now() + REPLAY_INTERVAL_MS;
    return replay(this.#folder, this.#place);
  }
}
