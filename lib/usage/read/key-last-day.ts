import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { parse } from "../../parse";
import { keyUsageInput, type LastDay } from "../schema";
import { DAY_MS, HOUR_MS, hourOf } from "./range";
import { ownKey } from "./standing";

// Whole hours from their rollup; the calls of the hour that the day begins in one by one.
const REQUESTS = `
  SELECT (SELECT coalesce(sum(requests), 0) FROM key_usage WHERE key_id = $1 AND period = 'hour' AND starts_at >= $3)
    + (SELECT count(*) FROM usage_records WHERE key_id = $1 AND at >= $2 AND at < $3) AS requests,
  (SELECT max(last_seen_at) FROM callers WHERE key_id = $1) AS "lastCallAt"`;

/** What a key was used for within 24 hours: what its deletion would break. */
export async function keyCallsLastDay(
  ctx: Context,
  input: { id: string },
  nowMs = Date.now(),
): Promise<LastDay> {
  authorise(ctx, "usage:read");
  const key = await ownKey(ctx, parse(keyUsageInput, input).id);
  const fromMs = nowMs - DAY_MS;
  const values = [key.id, new Date(fromMs), new Date(hourOf(fromMs) + HOUR_MS)];
  const { rows } = await pool().query<{ requests: string; lastCallAt: Date | null }>(REQUESTS, values);
  const { requests, lastCallAt } = rows[0]!;
  return { requests: Number(requests), lastCallAt: lastCallAt?.toISOString() ?? null };
}
