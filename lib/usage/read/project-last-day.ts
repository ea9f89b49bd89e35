import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { DAY_MS, HOUR_MS, hourOf } from "./range";

// Whole hours from their rollup; the calls of the hour that the day begins in one by one.
const REQUESTS = `
  SELECT (SELECT coalesce(sum(requests), 0) FROM project_usage WHERE project_id = p.id AND period = 'hour' AND starts_at >= $4)
    + (SELECT count(*) FROM usage_records WHERE project_id = p.id AND at >= $3 AND at < $4) AS requests
  FROM projects p WHERE p.id = $1 AND p.organization_id = $2`;

/** How many calls a project's keys made within 24 hours: what its deletion would break. */
export async function projectCallsLastDay(ctx: Context, _ = undefined, nowMs = Date.now()): Promise<number> {
  authorise(ctx, "usage:read");
  const fromMs = nowMs - DAY_MS;
  const values = [ctx.projectId, ctx.organizationId, new Date(fromMs), new Date(hourOf(fromMs) + HOUR_MS)];
  const { rows } = await pool().query<{ requests: string }>(REQUESTS, values);
  return Number(rows[0]?.requests ?? 0);
}
