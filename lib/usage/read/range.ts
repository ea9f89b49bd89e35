import type { RangeUnit, RangeView, UsageRange } from "../schema";

/** Includes `fromMs` and ends before `toMs`; both on the hour, in UTC. */
export type Span = { fromMs: number; toMs: number };
export type ResolvedRange = Span & { unit: RangeUnit; previous: Span };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;
const MOST_DAYS_BY_HOUR = 2;
const MOST_DAYS_BY_DAY = 100;
/** Hours are not kept for ever. */
const HOURS_LAST_MS = 365 * DAY_MS;

export const hourOf = (ms: number) => Math.floor(ms / HOUR_MS) * HOUR_MS;
export const dayOf = (ms: number) => Math.floor(ms / DAY_MS) * DAY_MS;
/** The first of a month, so many months away from an instant's own. */
export function monthOf(ms: number, months = 0): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** The instants that a range means now, and those that it is compared with. */
export function resolveRange(range: UsageRange, nowMs: number): ResolvedRange {
  const soonMs = hourOf(nowMs) + HOUR_MS;
  const tomorrowMs = dayOf(nowMs) + DAY_MS;
  if (range === "24h") return compared({ fromMs: soonMs - DAY_MS, toMs: soonMs }, "hour", soonMs);
  if (range === "12mo") return lastYear(nowMs, soonMs);
  if (typeof range === "string")
    return compared({ fromMs: tomorrowMs - DAYS[range] * DAY_MS, toMs: tomorrowMs }, "day", soonMs);
  const fromMs = Date.parse(range.from);
  const toMs = Math.min(Date.parse(range.to) + DAY_MS, Math.max(tomorrowMs, fromMs + DAY_MS));
  return compared({ fromMs, toMs }, unitOf(fromMs, toMs, nowMs), soonMs);
}

function unitOf(fromMs: number, toMs: number, nowMs: number): RangeUnit {
  const days = (toMs - fromMs) / DAY_MS;
  if (days <= MOST_DAYS_BY_HOUR && fromMs > nowMs - HOURS_LAST_MS) return "hour";
  return days <= MOST_DAYS_BY_DAY ? "day" : "month";
}

/** A span that has not ended is compared with as much of the one before it. */
function compared(span: Span, unit: RangeUnit, soonMs: number): ResolvedRange {
  const lengthMs = span.toMs - span.fromMs;
  const elapsedMs = Math.max(0, Math.min(lengthMs, soonMs - span.fromMs));
  const fromMs = span.fromMs - lengthMs;
  return { ...span, unit, previous: { fromMs, toMs: fromMs + elapsedMs } };
}

function lastYear(nowMs: number, soonMs: number): ResolvedRange {
  const fromMs = monthOf(nowMs, -11);
  const soon = new Date(soonMs);
  const aYearAgoMs = soon.setUTCFullYear(soon.getUTCFullYear() - 1);
  const previous = { fromMs: monthOf(nowMs, -23), toMs: Math.min(aYearAgoMs, fromMs) };
  return { fromMs, toMs: monthOf(nowMs, 1), unit: "month", previous };
}

/** When each point of a range's series starts. A month that the range cuts starts where the range does. */
export function pointsOf({ fromMs, toMs, unit }: ResolvedRange): number[] {
  const points: number[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs = after(atMs, unit)) points.push(atMs);
  return points;
}

const after = (atMs: number, unit: RangeUnit) =>
  unit === "month" ? monthOf(atMs, 1) : atMs + (unit === "day" ? DAY_MS : HOUR_MS);

const iso = (ms: number) => new Date(ms).toISOString();

export const toRangeView = ({ fromMs, toMs, unit, previous }: ResolvedRange): RangeView => ({
  from: iso(fromMs),
  to: iso(toMs),
  unit,
  previous: { from: iso(previous.fromMs), to: iso(previous.toMs) },
});
