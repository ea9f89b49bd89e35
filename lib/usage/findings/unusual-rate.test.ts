import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Baseline, isUnusualHour, LEAST_BASELINE_MS } from "./unusual-rate";

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
const BASELINE_HOURS = 14 * 24;
const NOW = Date.UTC(2026, 0, 29, 14);

/** The baseline of hour `at` of a history, as PostgreSQL works it out of the rows: hours without calls have none. */
function baselineAt(history: number[], at: number): Baseline {
  const from = Math.max(0, at - BASELINE_HOURS);
  const called = history
    .slice(from, at)
    .flatMap((requests, i) => (requests > 0 ? [{ requests, at: from + i }] : []));
  const sorted = called.map(({ requests }) => requests).sort((a, b) => a - b);
  return {
    hours: called.length,
    firstStartsAtMs: (called[0]?.at ?? 0) * HOUR_MS,
    usual: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0,
    busiest: sorted.at(-1) ?? 0,
  };
}

const unusualHours = (history: number[]) =>
  history.flatMap((requests, at) =>
    requests > 100 && isUnusualHour(at * HOUR_MS, requests, baselineAt(history, at)) ? [at] : [],
  );

/** A generator of its own, so that a failing history can be made again from its seed. */
function random(seed: number) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many calls come within an hour when `mean` do on average. */
function poisson(mean: number, next: () => number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = 0;
  for (let product = next(); product > Math.exp(-mean); product *= next()) count++;
  return count;
}

const rhythm = fc.record({
  seed: fc.integer(),
  mean: fc.oneof(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.integer({ min: 5, max: 20_000 })),
  /** What is left of the rate at night and at the weekend. */
  night: fc.double({ min: 0, max: 1, noNaN: true }),
  weekend: fc.double({ min: 0, max: 1, noNaN: true }),
  startsOnHour: fc.integer({ min: 0, max: WEEK_HOURS - 1 }),
  /** A job once a week. */
  weekly: fc.constantFrom(0, 500, 50_000),
  weeks: fc.integer({ min: 1, max: 5 }),
});

describe("an hour far above a key's own past", () => {
  const steady: Baseline = {
    hours: 300,
    firstStartsAtMs: NOW - LEAST_BASELINE_MS,
    usual: 30,
    busiest: 37,
  };

  it.each([
    [151, {}, true],
    [150, {}, false],
    [101, { usual: 3, busiest: 4 }, true],
    [100, { usual: 3, busiest: 4 }, false],
    [200, { busiest: 100 }, false],
    [201, { busiest: 100 }, true],
    [5000, { firstStartsAtMs: NOW - LEAST_BASELINE_MS + 1 }, false],
    [5000, { hours: 23 }, false],
    [5000, { hours: 24 }, true],
  ])("%i requests against %j: %s", (requests, past, unusual) => {
    expect(isUnusualHour(NOW, requests, { ...steady, ...past })).toBe(unusual);
  });

  it("is none on a steady history, by day and by night, on weekdays and at weekends, with a job once a week", () => {
    fc.assert(
      fc.property(rhythm, ({ seed, mean, night, weekend, startsOnHour, weekly, weeks }) => {
        const next = random(seed);
        const history = Array.from({ length: weeks * WEEK_HOURS }, (_, i) => {
          const hour = (startsOnHour + i) % WEEK_HOURS;
          const byNight = hour % 24 < 8 || hour % 24 > 19 ? night : 1;
          const atWeekend = hour >= 5 * 24 ? weekend : 1;
          return poisson(mean * byNight * atWeekend, next) + (hour === 30 ? weekly : 0);
        });
        expect(unusualHours(history)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("is found at once when a steady key is called ten times as much as ever, and not again while that goes on", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 3000 }), (seed, mean) => {
        const next = random(seed);
        const history = Array.from({ length: 2 * WEEK_HOURS }, () => poisson(mean, next) + 1);
        const burst = Math.max(...history) * 10 + 100;
        expect(unusualHours([...history, burst, burst, burst])).toEqual([history.length]);
      }),
      { numRuns: 50 },
    );
  });
});
