const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How far back an hour is compared. */
export const BASELINE_MS = 14 * DAY_MS;
/** A whole week, so that no weekday and no weekend comes as a surprise; and enough hours for a percentile to mean something. */
export const LEAST_BASELINE_MS = 7 * DAY_MS;
export const LEAST_BASELINE_HOURS = 24;
/** Fewer calls in an hour are never unusual. */
export const LEAST_REQUESTS = 100;
/** How far above the 95th percentile of the hours with calls, and above the busiest of them. */
export const ABOVE_USUAL = 5;
export const ABOVE_BUSIEST = 2;

/** The hours with calls of the two weeks before an hour. */
export type Baseline = { hours: number; firstStartsAtMs: number; usual: number; busiest: number };

/** Whether an hour stands far above its key's own past. */
export const isUnusualHour = (startsAtMs: number, requests: number, baseline: Baseline): boolean =>
  baseline.hours >= LEAST_BASELINE_HOURS &&
  baseline.firstStartsAtMs <= startsAtMs - LEAST_BASELINE_MS &&
  requests > Math.max(LEAST_REQUESTS, ABOVE_USUAL * baseline.usual, ABOVE_BUSIEST * baseline.busiest);
