const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_MS = 7 * DAY_MS;

/** The expiries that a form offers, in days. */
export const EXPIRY_PRESETS = {
  "7": "7 days",
  "30": "30 days",
  "90": "90 days",
  "365": "1 year",
} as const;
export type ExpiryPreset = keyof typeof EXPIRY_PRESETS;
export type ExpiryChoice = ExpiryPreset | "never" | "custom" | "keep";

export const isPreset = (choice: string): choice is ExpiryPreset => choice in EXPIRY_PRESETS;

/** The instant that many days from now. */
export const inDays = (days: number, nowMs: number) => new Date(nowMs + days * DAY_MS).toISOString();

/**
 * The last second of a calendar day (`2027-01-31`, as a date input gives it) where this code runs: in the browser, the
 * person's own zone. Null when it is not a date.
 */
export function endOfDay(date: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const end = new Date(year, month - 1, day, 23, 59, 59);
  const real = end.getFullYear() === year && end.getMonth() === month - 1 && end.getDate() === day;
  return real ? end.toISOString() : null;
}

/** Today as a date input writes it, in the zone where this code runs. */
export function today(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether an expiry deserves a warning: still ahead, and less than a week away. */
export function expiresSoon(expiresAt: string, nowMs: number): boolean {
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs > 0 && leftMs < SOON_MS;
}

/** How long a list may wait for its next look: less than usual when one of its keys expires before that. */
export function refetchDelayMs(expiries: (string | null)[], nowMs: number, usualMs: number): number {
  const ahead = expiries.flatMap((iso) => (iso === null ? [] : [Date.parse(iso) - nowMs + 250]));
  return Math.min(
    usualMs,
    ...ahead.filter((delayMs) => delayMs > 0).map((delayMs) => Math.max(delayMs, 1000)),
  );
}
