import { log } from "./log";

const FLUSH_INTERVAL_MS = 1000;

/**
 * Keeps the newest observation per id in memory and writes them together once a second, off the hot path. A failed write
 * keeps what it held for the next try; memory is bounded by the number of ids.
 */
export class Recorder<T extends { atMs: number }> {
  #pending = new Map<string, T>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly write: (entries: [string, T][]) => Promise<void>,
  ) {}

  protected keep(id: string, entry: T): void {
    this.#pending.set(id, entry);
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.flush().catch(() => {}), FLUSH_INTERVAL_MS);
  }

  /** Writes what is pending. Rejects when the database refuses; nothing is lost by that. */
  flush(): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#writePending());
    return this.#writing;
  }

  /** Stops the timer and writes the rest. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.flush();
  }

  async #writePending(): Promise<void> {
    if (this.#pending.size === 0) return;
    const batch = this.#pending;
    this.#pending = new Map();
    try {
      // In id order, so that two processes never wait for each other's rows.
      await this.write([...batch].sort(([a], [b]) => (a < b ? -1 : 1)));
    } catch (error) {
      for (const [id, entry] of batch) if (!this.#pending.has(id)) this.#pending.set(id, entry);
      log.warn({ recorder: this.name, error: String(error) }, "a batch was not written; it is tried again");
      throw error;
    }
  }
}
