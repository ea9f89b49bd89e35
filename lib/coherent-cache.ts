import { bus } from "./changes";

/** While the notification channel is down, an answer older than this is looked up again. */
export const STALE_BOUND_MS = 2000;
/** While the database itself is down, an answer checked this recently is still given. */
export const OUTAGE_GRACE_MS = 60_000;
const LOAD_TIMEOUT_MS = 2000;
const RETRY_AFTER_FAILURE_MS = 500;

type Entry<V> = { value: V; checkedAtMs: number };
type Load<V> = { promise: Promise<V>; outdated: boolean };

/** The database did not answer and nothing usable is cached. */
export class StoreUnavailableError extends Error {}

type Options<V> = {
  load: (key: string) => Promise<V>;
  /** Answers kept; the oldest go first. */
  maxEntries: number;
  /** "There is no such thing" is kept apart and shorter, so that guesses cannot push real answers out. */
  isNegative?: (value: V) => boolean;
  maxNegativeEntries?: number;
};

/**
 * Answers from memory, exact under changes: an invalidation also outdates a load that is under way, answers from before the
 * notification channel (re)opened are checked again, and so are those older than STALE_BOUND_MS while it is down.
 */
export class CoherentCache<V> {
  readonly #positive = new Map<string, Entry<V>>();
  readonly #negative = new Map<string, Entry<V>>();
  readonly #loads = new Map<string, Load<V>>();
  #retryAtMs = 0;

  constructor(private readonly options: Options<V>) {}

  /** The value at once when it is cached and current, else a promise. Rejects with StoreUnavailableError. */
  get(key: string): V | Promise<V> {
    const entry = this.#positive.get(key) ?? this.#negative.get(key);
    if (entry === undefined) return this.#load(key);
    const upSinceMs = bus.upSinceMs;
    if (upSinceMs !== null && entry.checkedAtMs >= upSinceMs) return entry.value;
    const nowMs = performance.now();
    const ageMs = nowMs - entry.checkedAtMs;
    if (upSinceMs === null && ageMs < STALE_BOUND_MS) return entry.value;
    if (nowMs < this.#retryAtMs && ageMs < OUTAGE_GRACE_MS) return entry.value;
    return this.#load(key).catch((error) => {
      if (this.#positive.get(key) !== entry || performance.now() - entry.checkedAtMs >= OUTAGE_GRACE_MS)
        throw error;
      return entry.value;
    });
  }

  /** Forgets one answer, and makes a load of it that is under way start over. */
  invalidate(key: string): void {
    this.#positive.delete(key);
    this.#negative.delete(key);
    const load = this.#loads.get(key);
    if (load) load.outdated = true;
  }

  get size(): number {
    return this.#positive.size + this.#negative.size;
  }

  #load(key: string): Promise<V> {
    const running = this.#loads.get(key);
    if (running) return running.promise;
    const load: Load<V> = { promise: Promise.resolve() as Promise<V>, outdated: false };
    load.promise = this.#run(key, load).finally(() => {
      if (this.#loads.get(key) === load) this.#loads.delete(key);
    });
    this.#loads.set(key, load);
    return load.promise;
  }

  async #run(key: string, load: Load<V>): Promise<V> {
    for (;;) {
      load.outdated = false;
      const startedAtMs = performance.now();
      let value: V;
      try {
        value = await withTimeout(this.options.load(key), LOAD_TIMEOUT_MS);
      } catch (error) {
        this.#retryAtMs = performance.now() + RETRY_AFTER_FAILURE_MS;
        throw new StoreUnavailableError("The database did not answer.", { cause: error });
      }
      if (load.outdated) continue;
      this.#keep(key, { value, checkedAtMs: startedAtMs });
      return value;
    }
  }

  #keep(key: string, entry: Entry<V>): void {
    const negative = this.options.isNegative?.(entry.value) ?? false;
    this.#positive.delete(key);
    this.#negative.delete(key);
    const kept = negative ? this.#negative : this.#positive;
    kept.set(key, entry);
    const limit = negative ? (this.options.maxNegativeEntries ?? 10_000) : this.options.maxEntries;
    if (kept.size > limit) kept.delete(kept.keys().next().value!);
  }
}

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
