import type { Context } from "../../context";
import { pool } from "../../db";
import { SUMS, type Sums, type SumsRow, toSums } from "./figures";
import type { ResolvedRange, Span } from "./range";
import { rowsIn, slicesOf } from "./slices";
import { OURS, ours } from "./tenancy";

export type ProjectSums = {
  /** By the instant at which a point starts; those without calls are missing. */
  points: Map<number, Sums>;
  models: { provider: string; model: string; sums: Sums }[];
  statuses: { status: number; requests: number }[];
};

type Row = SumsRow & {
  startsAt: Date | null;
  provider: string | null;
  model: string | null;
  status: number | null;
};

const GROUPS = `
  SELECT b.starts_at AS "startsAt", u.provider, u.model, u.status, ${SUMS}
  FROM project_usage u
  CROSS JOIN LATERAL (SELECT greatest(date_trunc($3, u.starts_at, 'UTC'), $5::timestamptz) AS starts_at) b
  WHERE u.project_id = $1 AND ${OURS}
    AND u.period = $4::rollup_period AND u.starts_at >= $5 AND u.starts_at < $6
  GROUP BY GROUPING SETS ((b.starts_at), (u.provider, u.model), (u.status))`;

/** A project's calls of a range by time, by model and by status, in one pass over its rollup. */
export async function projectSums(ctx: Context, { fromMs, toMs, unit }: ResolvedRange): Promise<ProjectSums> {
  const period = unit === "hour" ? "hour" : "day";
  const values = [...ours(ctx), unit, period, new Date(fromMs), new Date(toMs)];
  const { rows } = await pool().query<Row>(GROUPS, values);
  const sums: ProjectSums = { points: new Map(), models: [], statuses: [] };
  for (const row of rows) {
    if (row.startsAt) sums.points.set(row.startsAt.getTime(), toSums(row));
    else if (row.status !== null) sums.statuses.push({ status: row.status, requests: Number(row.requests) });
    else sums.models.push({ provider: row.provider!, model: row.model!, sums: toSums(row) });
  }
  return sums;
}

export async function projectTotals(ctx: Context, span: Span): Promise<Sums> {
  const values: unknown[] = ours(ctx);
  const rowsOfSpan = rowsIn("project_usage", "project_id", slicesOf(span), values);
  const { rows } = await pool().query<SumsRow>(`SELECT ${SUMS} FROM ${rowsOfSpan} WHERE ${OURS}`, values);
  return toSums(rows[0]!);
}
