import { addressRange } from "../../network";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Where a key is used from within a day of its first call is where it belongs. */
export const SETTLING_MS = DAY_MS;
/** A key with fewer calls on the days before is still being tried out. */
export const LEAST_CALLS_BEFORE = 20;
/** A key that meets so many new ranges within the span moves about; one more says nothing. */
export const ROAMING_RANGES = 5;
export const ROAMING_SPAN_MS = 30 * DAY_MS;

/** An address that a key was used from, and when first. */
export type Sighting = { address: string; firstSeenAtMs: number };

export type NewRange = Sighting & { range: string; knownRanges: number; firstCallAtMs: number };

/** The ranges that a settled key was first used from at or after an instant. `sightings` are all of the key's. */
export function newRanges(sightings: readonly Sighting[], sinceMs: number): NewRange[] {
  const firsts = firstOfEachRange(sightings);
  const firstCallAtMs = firsts[0]?.firstSeenAtMs ?? 0;
  const settledAtMs = firstCallAtMs + SETTLING_MS;
  return firsts.flatMap((first, index) => {
    if (first.firstSeenAtMs < Math.max(sinceMs, settledAtMs)) return [];
    const before = firsts[index - ROAMING_RANGES];
    const roams =
      before !== undefined &&
      before.firstSeenAtMs >= Math.max(settledAtMs, first.firstSeenAtMs - ROAMING_SPAN_MS);
    return roams ? [] : [{ ...first, knownRanges: index, firstCallAtMs }];
  });
}

/** Oldest first. */
function firstOfEachRange(sightings: readonly Sighting[]): (Sighting & { range: string })[] {
  const firsts = new Map<string, Sighting & { range: string }>();
  for (const sighting of [...sightings].sort((a, b) => a.firstSeenAtMs - b.firstSeenAtMs)) {
    const range = addressRange(sighting.address);
    if (range !== null && !firsts.has(range)) firsts.set(range, { ...sighting, range });
  }
  return [...firsts.values()];
}
