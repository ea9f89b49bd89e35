import type { ResetPeriod } from "./schema";

const DAY_MS = 86_400_000;
/** The first Monday of the Unix epoch's count of days. */
const FIRST_MONDAY = 4;

/** When the period that an instant lies in began, in UTC; 0 for `never`. */
export function periodStartMs(period: ResetPeriod, atMs: number): number {
  const day = Math.floor(atMs / DAY_MS);
  if (period === "never") return 0;
  if (period === "daily") return day * DAY_MS;
  if (period === "weekly") return (day - ((((day - FIRST_MONDAY) % 7) + 7) % 7)) * DAY_MS;
  const date = new Date(atMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** When the period that an instant lies in ends and the next one begins; null for `never`. */
export function periodEndMs(period: ResetPeriod, atMs: number): number | null {
  const startMs = periodStartMs(period, atMs);
  if (period === "never") return null;
  if (period === "daily") return startMs + DAY_MS;
  if (period === "weekly") return startMs + 7 * DAY_MS;
  const start = new Date(startMs);
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
}
