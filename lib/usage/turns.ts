/** Reads side by side, writes alone, in the order in which they came. */
export class Turns {
  #write: Promise<unknown> = Promise.resolve();
  #reads = new Set<Promise<unknown>>();

  read<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#write.then(work);
    const over = turn.catch(() => {}).finally(() => this.#reads.delete(over));
    this.#reads.add(over);
    return turn;
  }

  write<T>(work: () => Promise<T>): Promise<T> {
    const turn = Promise.all([this.#write, ...this.#reads]).then(work);
    this.#write = turn.catch(() => {});
    return turn;
  }
}
