const KEPT_BYTES = 2048;

/** The last bytes of a stream, copied into one small buffer: a usage object split over any number of reads is whole again here. */
export class Tail {
  readonly #kept = Buffer.allocUnsafeSlow(KEPT_BYTES * 2);
  #length = 0;

  push(chunk: Buffer): void {
    if (chunk.length >= KEPT_BYTES) {
      this.#length = chunk.copy(this.#kept, 0, chunk.length - KEPT_BYTES);
      return;
    }
    if (this.#length + chunk.length > this.#kept.length) {
      this.#kept.copyWithin(0, this.#length - KEPT_BYTES, this.#length);
      this.#length = KEPT_BYTES;
    }
    chunk.copy(this.#kept, this.#length);
    this.#length += chunk.length;
  }

  /** As Latin-1: what is looked for is ASCII. */
  get text(): string {
    return this.#kept.toString("latin1", 0, this.#length);
  }
}
