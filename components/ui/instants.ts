const MINUTE_MS = 60_000;
const UNITS = [
  ["year", 365 * 24 * 60 * MINUTE_MS],
  ["month", 30 * 24 * 60 * MINUTE_MS],
  ["day", 24 * 60 * MINUTE_MS],
  ["hour", 60 * MINUTE_MS],
  ["minute", MINUTE_MS],
] as const;
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** A key made for 30 days has 30 days a moment later, too. */
const SLACK = 0.05;

/** "3 minutes ago", "in 5 days"; "just now" within a minute of now. Rounds towards now, as people count. */
export function relative(iso: string, nowMs: number): string {
  const distanceMs = Date.parse(iso) - nowMs;
  const size = Math.abs(distanceMs);
  const unit = UNITS.find(([, ms]) => size >= ms);
  if (!unit) return distanceMs > 0 ? "in less than a minute" : "just now";
  const count = size / unit[1];
  return words.format(distanceMs > 0 ? Math.floor(count + SLACK) : -Math.floor(count), unit[0]);
}

/** "20 Nov 2026, 21:35:08 UTC": the same for every reader. */
export const exactUtc = (iso: string) => `${format(iso, "UTC")} UTC`;

/** The same instant on the clock of this browser (or of `timeZone`), with its zone's name. */
export const exactLocal = (iso: string, timeZone?: string) => format(iso, timeZone, "short");

function format(iso: string, timeZone?: string, timeZoneName?: "short"): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
    timeZoneName,
  }).format(new Date(iso));
}
