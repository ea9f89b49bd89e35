import { StoreUnavailableError } from "../coherent-cache";

/** A value that is read from elsewhere when it is not known, once for everybody who waits for it, and again after it was forgotten. */
export class Remembered<T> {
  value: T | null = null;
  #loading: Promise<void> | null = null;
  #forgotten = 0;

  /** Makes the value known. Rejects with StoreUnavailableError. */
  load(read: () => Promise<T>): Promise<void> {
    this.#loading ??= this.#read(read).finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Also what is being read right now does not count any more. */
  forget(): void {
    this.value = null;
    this.#forgotten++;
  }

  async #read(read: () => Promise<T>): Promise<void> {
    for (;;) {
      const forgotten = this.#forgotten;
      const value = await read().catch((error: unknown) => {
        throw new StoreUnavailableError("What was spent could not be read.", { cause: error });
      });
      if (forgotten !== this.#forgotten) continue;
      this.value = value;
      return;
    }
  }
}
