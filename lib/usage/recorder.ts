import type { Server } from "node:net";
import { join } from "node:path";
import { log } from "../log";
import type { UsageRecord } from "./record";
import { replay } from "./replay";
import { setAside } from "./set-aside";
import { SpendReader } from "./spend-reader";
import { Checkpoint } from "./spool/checkpoint";
import { abandon, newPlace, takePlace } from "./spool/place";
import type { Segment } from "./spool/segment";
import { Spool } from "./spool/spool";
import { Turns } from "./turns";
import { isRefusal, writeBatch } from "./write-batch";

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
  readonly #turns = new Turns();
  readonly #spend: SpendReader;
  #guard: Server | null = null;
  #timer: NodeJS.Timeout | undefined;
  #replayAtMs = 0;
  #flushing: Promise<void> = Promise.resolve();
  #failing = false;

  constructor({ folder }: RecorderOptions) {
    this.#folder = folder;
    this.#spool = new Spool(join(folder, this.#place));
    this.#checkpoint = new Checkpoint(join(folder, this.#place));
    this.#spend = new SpendReader(this.#spool, this.#turns, () => this.flush());
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
    this.#flushing = this.#flushing.catch(() => {}).then(() => this.#drain());
    return this.#flushing;
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
      if (this.#timer === timer) this.#schedule(this.#failing ? RETRY_INTERVAL_MS : FLUSH_INTERVAL_MS);
    }, delayMs);
  }

  #replay(): Promise<void> {
    this.#replayAtMs = performance.now() + REPLAY_INTERVAL_MS;
    return replay(this.#folder, this.#place);
  }

  /** While the database is away nothing is sealed before it is full: few files hold a long outage. */
  async #drain(): Promise<void> {
    this.#spool.save();
    await this.#writeWaiting();
    this.#spool.seal();
    await this.#writeWaiting();
  }

  async #writeWaiting(): Promise<void> {
    for (let segment = this.#spool.oldest; segment !== undefined; segment = this.#spool.oldest) {
      await this.#turns.write(() => this.#write(segment));
    }
  }

  async #write(segment: Segment): Promise<void> {
    try {
      await writeBatch(segment.id, segment.text());
      this.#heard(true);
    } catch (error) {
      if (!isRefusal(error)) {
        segment.uncertain = true;
        this.#heard(false, error);
        throw error;
      }
      this.#spool.save();
      setAside(this.#folder, segment.path, error);
    }
    this.#spool.shift();
    segment.delete();
  }

  #heard(written: boolean, error?: unknown): void {
    if (this.#failing !== written) return;
    this.#failing = !written;
    if (written) log.info("usage: the database takes records again");
    else
      log.warn(
        { error: String(error) },
        "usage: a batch was not written; it waits on the disk and is tried again",
      );
  }
}
