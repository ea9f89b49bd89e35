import type { RangePreset, RangeUnit, UsageRange } from "@/lib/usage/schema";

// Without the schema's validator, which the page's scripts need not carry: the verbs validate.
export const PRESETS: Record<RangePreset, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "12mo": "12 months",
};

export const DEFAULT_RANGE: RangePreset = "7d";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_DAYS = 3660;
const DAY_MS = 86_400_000;

/** A day that there is: 30 February is none. */
const isDay = (text: string) =>
  DAY.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(Date.parse(text)).toISOString().startsWith(text);

/** What is wrong with two days, for whoever chose them; undefined where nothing is. */
export function problemOf(from: string, to: string): string | undefined {
  if (!isDay(from) || !isDay(to)) return "Choose both days.";
  if (from > to) return "The first day is after the last one.";
  return Date.parse(to) - Date.parse(from) < MAX_DAYS * DAY_MS ? undefined : "Choose at most ten years.";
}

type Query = { get(name: string): string | null };

/** The range that an address names. What is not understood counts as not said. */
export function parseRange(query: Query): UsageRange {
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  if (from || to) return problemOf(from, to) ? DEFAULT_RANGE : { from, to };
  const preset = query.get("range") ?? "";
  return Object.hasOwn(PRESETS, preset) ? (preset as RangePreset) : DEFAULT_RANGE;
}

/** The range as an address carries it; nothing for the default. */
export function rangeSearch(range: UsageRange): string {
  if (range === DEFAULT_RANGE) return "";
  return new URLSearchParams(typeof range === "string" ? { range } : { ...range }).toString();
}

/** The same with the default written out, for the addresses of data. */
export const rangeParameters = (range: UsageRange): string => rangeSearch(range) || `range=${DEFAULT_RANGE}`;

/** "7 days", or "1 Nov 2026 – 30 Nov 2026". */
export const rangeLabel = (range: UsageRange): string =>
  typeof range === "string" ? PRESETS[range] : `${dayLabel(range.from)} – ${dayLabel(range.to)}`;

const utc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const days = utc({ day: "numeric", month: "short", year: "numeric" });
const dayLabel = (day: string) => days.format(new Date(day));
const shortLabels: Record<RangeUnit, Intl.DateTimeFormat> = {
  hour: utc({ hour: "2-digit", minute: "2-digit" }),
  day: utc({ day: "numeric", month: "short" }),
  month: utc({ month: "short" }),
};
const fullLabels: Record<RangeUnit, Intl.DateTimeFormat> = {
  hour: utc({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
  day: utc({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
  month: utc({ month: "long", year: "numeric" }),
};

/** A point of a series under an axis: "14:00", "21 Nov", "Nov". */
export const shortLabel = (startsAt: string, unit: RangeUnit) => shortLabels[unit].format(new Date(startsAt));

/** A point of a series in full: "Sat, 21 Nov, 14:00 UTC", "Sat, 21 Nov 2026", "November 2026". */
export const fullLabel = (startsAt: string, unit: RangeUnit) =>
  fullLabels[unit].format(new Date(startsAt)) + (unit === "hour" ? " UTC" : "");
