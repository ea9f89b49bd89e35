import type { RollupPeriod } from "../../generated/enums";
import { DAY_MS, dayOf, HOUR_MS, monthOf, type Span } from "./range";

/** Rows of one rollup whose starts lie in a span. */
export type Slice = Span & { period: RollupPeriod };

const MOST_MS_BY_HOUR = 2 * DAY_MS;

/** The rows that make up a span: whole days, and hours where it begins or ends within one. */
export function slicesOf({ fromMs, toMs }: Span): Slice[] {
  const firstMs = dayOf(fromMs + DAY_MS - 1);
  const lastMs = dayOf(toMs);
  const byHour = fromMs % DAY_MS !== 0 && toMs - fromMs <= MOST_MS_BY_HOUR;
  if (byHour || firstMs > lastMs) return filled([{ period: "hour", fromMs, toMs }]);
  return filled([
    { period: "hour", fromMs, toMs: firstMs },
    { period: "day", fromMs: firstMs, toMs: lastMs },
    { period: "hour", fromMs: lastMs, toMs },
  ]);
}

const filled = (slices: Slice[]) => slices.filter(({ fromMs, toMs }) => fromMs < toMs);

/** The fewest rows of a key that make up a span: months, then days, then hours. What is yet to come is empty and may be included. */
export function bucketsOf(span: Span, nowMs: number): { period: RollupPeriod; startMs: number }[] {
  const endMs = span.toMs > nowMs ? monthOf(nowMs, 1) : span.toMs;
  const buckets: { period: RollupPeriod; startMs: number }[] = [];
  for (let atMs = span.fromMs; atMs < span.toMs; ) {
    const period = longestFrom(atMs, endMs);
    buckets.push({ period, startMs: atMs });
    atMs = period === "month" ? monthOf(atMs, 1) : atMs + (period === "day" ? DAY_MS : HOUR_MS);
  }
  return buckets;
}

function longestFrom(atMs: number, endMs: number): RollupPeriod {
  if (atMs === monthOf(atMs) && monthOf(atMs, 1) <= endMs) return "month";
  return atMs === dayOf(atMs) && atMs + DAY_MS <= endMs ? "day" : "hour";
}

/** A rollup's rows in slices, of the project or key that is $1. Each slice is a walk of its own along the primary key. */
export function rowsIn(table: string, owner: string, slices: Slice[], values: unknown[]): string {
  const walks = slices.map(({ period, fromMs, toMs }) => {
    const [from, to] = [fromMs, toMs].map((ms) => `$${values.push(new Date(ms))}`);
    return `SELECT * FROM ${table} WHERE ${owner} = $1 AND period = '${period}' AND starts_at >= ${from} AND starts_at < ${to}`;
  });
  return `(${walks.join(" UNION ALL ") || `SELECT * FROM ${table} WHERE ${owner} = $1 AND false`}) u`;
}
