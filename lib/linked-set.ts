/** What can stand in a linked set: in one at a time. Only the set touches these. */
export type Linked<T> = { previous: T | null; next: T | null };

/**
 * A set of objects in the order in which they were added, for what comes and goes with every call. JavaScript's own `Set` is rebuilt over
 * and over by that, and each of its old tables keeps the next one alive: once one of them is in the old generation, so is everything that
 * ever was in the set, until a major collection. Whatever is taken out of this one leads nowhere.
 */
export class LinkedSet<T extends Linked<T>> implements Iterable<T> {
  #first: T | null = null;
  #last: T | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(item: T): boolean {
    return item.previous !== null || this.#first === item;
  }

  add(item: T): void {
    if (this.has(item)) return;
    item.previous = this.#last;
    if (this.#last === null) this.#first = item;
    else this.#last.next = item;
    this.#last = item;
    this.#size++;
  }

  /** False when it was not there. */
  delete(item: T): boolean {
    if (!this.has(item)) return false;
    const { previous, next } = item;
    if (previous === null) this.#first = next;
    else previous.next = next;
    if (next === null) this.#last = previous;
    else next.previous = previous;
    item.previous = null;
    item.next = null;
    this.#size--;
    return true;
  }

  /** Oldest first. The item at hand may be taken out meanwhile. */
  *[Symbol.iterator](): Iterator<T> {
    for (let item = this.#first; item !== null; ) {
      const { next } = item;
      yield item;
      item = next;
    }
  }
}
