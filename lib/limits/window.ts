/** How long an admitted call counts. */
export const WINDOW_MS = 60_000;
const FIRST_CAPACITY = 16;

/**
 * The calls of the last 60 seconds, one entry each: a true rolling window. A call at `t` counts until `t + 60,000 ms`, exclusively. Memory
 * is bounded by the limit, since nothing is added beyond it.
 */
export class SlidingWindow {
  // A ring: `#first` is the oldest entry, the others follow in the order of time.
  #times = new Float64Array(FIRST_CAPACITY);
  #first = 0;
  #length = 0;

  constructor(timesMs: readonly number[] = []) {
    for (const time of [...timesMs].sort((a, b) => a - b)) this.add(time);
  }

  /** How many calls count now. */
  count(nowMs: number): number {
    while (this.#length > 0 && this.#at(0) <= nowMs - WINDOW_MS) {
      this.#first = (this.#first + 1) % this.#times.length;
      this.#length--;
    }
    return this.#length;
  }

  /** Adds a call and gives the time it was entered under: never before the one entered last, should the clock have been set back. */
  add(nowMs: number): number {
    const timeMs = this.#length === 0 ? nowMs : Math.max(nowMs, this.#at(this.#length - 1));
    if (this.#length === this.#times.length) this.#grow();
    this.#times[(this.#first + this.#length) % this.#times.length] = timeMs;
    this.#length++;
    return timeMs;
  }

  /** Takes back a call that was entered under this time. */
  remove(timeMs: number): void {
    let at = this.#length - 1;
    while (at >= 0 && this.#at(at) > timeMs) at--;
    if (at < 0 || this.#at(at) !== timeMs) return;
    for (; at < this.#length - 1; at++) {
      this.#times[(this.#first + at) % this.#times.length] = this.#at(at + 1);
    }
    this.#length--;
  }

  /** How long until a further call fits under a limit; 0 when it does now. */
  roomInMs(limit: number, nowMs: number): number {
    const count = this.count(nowMs);
    return count < limit ? 0 : this.#at(count - limit) + WINDOW_MS - nowMs;
  }

  /** How long until the window is empty. */
  emptyInMs(nowMs: number): number {
    return this.count(nowMs) === 0 ? 0 : this.#at(this.#length - 1) + WINDOW_MS - nowMs;
  }

  #at(index: number): number {
    return this.#times[(this.#first + index) % this.#times.length]!;
  }

  #grow(): void {
    const larger = new Float64Array(this.#times.length * 2);
    for (let i = 0; i < this.#length; i++) larger[i] = this.#at(i);
    this.#times = larger;
    this.#first = 0;
  }
}
