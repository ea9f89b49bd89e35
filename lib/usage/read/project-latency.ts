import type { Context } from "../../context";
import { pool } from "../../db";
import type { LatencyMeasure } from "../../generated/enums";
import type { Latency } from "../schema";
import { add, type Histogram, percentileMs } from "./percentile";
import { pointsOf, type ResolvedRange, type Span } from "./range";
import { rowsIn, slicesOf } from "./slices";
import { OURS, ours } from "./tenancy";

type Histograms = Record<LatencyMeasure, Histogram>;

const POINTS = `
  SELECT p.starts_at AS "startsAt", h.measure, json_object_agg(h.bucket, h.calls) AS calls
  FROM unnest($4::timestamptz[], $5::timestamptz[]) AS p(starts_at, ends_at)
  CROSS JOIN LATERAL (
    SELECT u.measure, u.bucket, sum(u.calls) AS calls FROM latency_histograms u
    WHERE u.project_id = $1 AND ${OURS}
      AND u.period = $3::rollup_period AND u.starts_at >= p.starts_at AND u.starts_at < p.ends_at
    GROUP BY 1, 2) h
  GROUP BY 1, 2`;

type PointRow = { startsAt: Date; measure: LatencyMeasure; calls: Record<string, number> };

/** How long a project's forwarded calls took: at each point of a range, by the instant it starts at, and altogether. */
export async function projectLatency(ctx: Context, range: ResolvedRange) {
  const starts = pointsOf(range).map((ms) => new Date(ms));
  const ends = [...starts.slice(1), new Date(range.toMs)];
  const values = [...ours(ctx), range.unit === "hour" ? "hour" : "day", starts, ends];
  const { rows } = await pool().query<PointRow>(POINTS, values);
  const all = empty();
  const points = new Map<number, Histograms>();
  for (const { startsAt, measure, calls } of rows) {
    const atMs = startsAt.getTime();
    const point = points.get(atMs) ?? empty();
    points.set(atMs, point);
    for (const [bucket, count] of Object.entries(calls)) {
      add(point[measure], Number(bucket), count);
      add(all[measure], Number(bucket), count);
    }
  }
  return { points, all };
}

/** The same of a span as a whole. */
export async function totalLatency(ctx: Context, span: Span): Promise<Histograms> {
  const values: unknown[] = ours(ctx);
  const { rows } = await pool().query<{ measure: LatencyMeasure; bucket: number; calls: string }>(
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
