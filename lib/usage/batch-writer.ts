import { log } from "../log";
import { setAside } from "./set-aside";
import type { Segment } from "./spool/segment";
import type { Spool } from "./spool/spool";
import type { Turns } from "./turns";
import { isRefusal, writeBatch } from "./write-batch";

/** Turns segments into batches, the oldest first, one at a time. */
export class BatchWriter {
  #flushing: Promise<void> = Promise.resolve();
  /** The database did not take the last one. */
  failing = false;

  constructor(
    private readonly folder: string,
    private readonly spool: Spool,
    private readonly turns: Turns,
  ) {}

  /** Writes what has been appended. Rejects when the database refuses; nothing is lost by that. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => {}).then(() => this.#drain());
    return this.#flushing;
  }

  /** While the database is away nothing is sealed before it is full: few files hold a long outage. */
  async #drain(): Promise<void> {
    this.spool.save();
    await this.#writeWaiting();
    this.spool.seal();
    await this.#writeWaiting();
  }

  async #writeWaiting(): Promise<void> {
    for (let segment = this.spool.oldest; segment !== undefined; segment = this.spool.oldest) {
      const oldest = segment;
      await this.turns.write(() => this.#write(oldest));
    }
  }

  async #write(segment: Segment): Promise<void> {
    try {
      await writeBatch(segment.id, segment.text());
      this.#heard(null);
    } catch (error) {
      if (!isRefusal(error)) {
        segment.uncertain = true;
        this.#heard(error);
        throw error;
      }
      this.spool.save();
      setAside(this.folder, segment.path, error);
    }
    this.spool.shift();
    segment.delete();
  }

  #heard(error: unknown): void {
    const failing = error !== null;
    if (failing === this.failing) return;
    this.failing = failing;
    if (failing)
      log.warn(
        { error: String(error) },
        "usage: a batch was not written; it waits on the disk and is tried again",
      );
    else log.info("usage: the database takes records again");
  }
}
