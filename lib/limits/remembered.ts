import { setTimeout as sleep } from "node:timers/promises";
import { bus } from "../changes";
import { StoreUnavailableError } from "../coherent-cache";

/** A database that is slower than that does not keep calls whose standing is known. */
const RENEWAL_TIMEOUT_MS = 2000;
const RETRY_AFTER_FAILURE_MS = 500;

/** A value that is read from elsewhere when it is not known, once for everybody who waits for it, and again after it was forgotten. */
export class Remembered<T> {
  value: T | null = null;
  #loading: Promise<void> | null = null;
  #forgotten = 0;
  /** On the monotonic clock, as `bus.upSinceMs` is. */
  #readAtMs = 0;
  #retryAtMs = 0;

  /** Known, and no change of it can have been missed: what was read before the notification channel came back is to be read again. */
  get isCurrent(): boolean {
    if (this.value === null) return false;
    const { upSinceMs } = bus;
    return upSinceMs === null || this.#readAtMs >= upSinceMs || performance.now() < this.#retryAtMs;
  }

  /**
   * Makes the value known, in the turn in which it was read: nothing that is counted meanwhile falls between the two. Rejects with
   * StoreUnavailableError where there is none; one that is known already stays when it cannot be read again.
   */
  load<R>(read: () => Promise<R>, make: (answer: R) => T): Promise<void> {
    this.#loading ??= this.#read(read, make).finally(() => {
      this.#loading = null;
    });
    return this.value === null ? this.#loading : this.#renewed(this.#loading);
  }

  /** Also what is being read right now does not count any more. */
  forget(): void {
    this.value = null;
    this.#forgotten++;
  }

  async #renewed(loading: Promise<void>): Promise<void> {
    const late = sleep(RENEWAL_TIMEOUT_MS, false, { ref: false });
    const isRead = loading.then(
      () => true,
      () => false,
    );
    if (!(await Promise.race([isRead, late]))) this.#retryAtMs = performance.now() + RETRY_AFTER_FAILURE_MS;
  }

  async #read<R>(read: () => Promise<R>, make: (answer: R) => T): Promise<void> {
    for (;;) {
      const forgotten = this.#forgotten;
      const readAtMs = performance.now();
      const answer = await read().catch((error: unknown) => {
        throw new StoreUnavailableError("What was spent could not be read.", { cause: error });
      });
      if (forgotten !== this.#forgotten) continue;
      this.value = make(answer);
      this.#readAtMs = readAtMs;
      return;
    }
  }
}
