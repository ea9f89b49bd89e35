import type { Context } from "../../context";
import { pool } from "../../db";
import type { LatencyMeasure } from "../../generated/enums";
import type { Latency } from "../schema";
import { add, type Histogram, percentileMs } from "./percentile";
import type { ResolvedRange, Span } from "./range";
import { rowsIn, slicesOf } from "./slices";
import { OURS, ours } from "./tenancy";

type Histograms = Record<LatencyMeasure, Histogram>;
type Row = { startsAt: Date; measure: LatencyMeasure; bucket: number; calls: string };

const POINTS = `
  SELECT greatest(date_trunc($3, u.starts_at, 'UTC'), $5::timestamptz) AS "startsAt", u.measure, u.bucket, sum(u.calls) AS calls
  FROM latency_histograms u
  WHERE u.project_id = $1 AND ${OURS}
    AND u.period = $4::rollup_period AND u.starts_at >= $5 AND u.starts_at < $6
  GROUP BY 1, 2, 3`;

/** How long a project's forwarded calls took: at each point of a range, by the instant it starts at, and altogether. */
export async function projectLatency(ctx: Context, { fromMs, toMs, unit }: ResolvedRange) {
  const period = unit === "hour" ? "hour" : "day";
  const values = [...ours(ctx), unit, period, new Date(fromMs), new Date(toMs)];
  const { rows } = await pool().query<Row>(POINTS, values);
  const all = empty();
  const points = new Map<number, Histograms>();
  for (const { startsAt, measure, bucket, calls } of rows) {
    const atMs = startsAt.getTime();
    const point = points.get(atMs) ?? empty();
    points.set(atMs, point);
    add(point[measure], bucket, Number(calls));
    add(all[measure], bucket, Number(calls));
  }
  return { points, all };
}

export async function totalLatency(ctx: Context, span: Span): Promise<Histograms> {
  const values: unknown[] = ours(ctx);
  const { rows } = await pool().query<Row>(
    `SELECT u.measure, u.bucket, sum(u.calls) AS calls
    FROM ${rowsIn("latency_histograms", "project_id", slicesOf(span), values)} WHERE ${OURS} GROUP BY 1, 2`,
    values,
  );
  const all = empty();
  for (const { measure, bucket, calls } of rows) add(all[measure], bucket, Number(calls));
  return all;
}

const empty = (): Histograms => ({ latency: new Map(), first_byte: new Map() });

/** Histograms as the world sees them. */
export const toLatency = ({ latency, first_byte } = empty()): Latency => ({
  p50Ms: percentileMs(latency, 0.5),
  p95Ms: percentileMs(latency, 0.95),
  firstByteP50Ms: percentileMs(first_byte, 0.5),
  firstByteP95Ms: percentileMs(first_byte, 0.95),
});
