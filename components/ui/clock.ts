const TICK_MS = 15_000;
const readers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every relative time on the page. For useSyncExternalStore. */
export function subscribeToClock(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    for (const tell of readers) tell();
  }, TICK_MS);
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, to the tick: stays the same value between two ticks. */
export const clockMs = () => Math.floor(Date.now() / TICK_MS) * TICK_MS + TICK_MS;
