import { pool } from "../../db";
import type { ResetPeriod } from "../../generated/enums";
import { formatUsd } from "../../money";

/** A key's use in its current period; as lib/limits/schema.ts has it. Times are ISO 8601. */
export type PeriodUse = {
  costUsd: string;
  tokens: number;
  requests: number;
  periodStartedAt: string | null;
  resetsAt: string | null;
};

type Row = {
  id: string;
  startedAt: Date | null;
  resetsAt: Date | null;
  cost: string;
  tokens: string;
  requests: string;
};

// A whole life is its months, a month one row; weeks and days are rows of days. All in UTC, whatever the session's zone.
const TEXT = `
  SELECT k.id, p.starts AT TIME ZONE 'UTC' AS "startedAt", (p.starts + p.length) AT TIME ZONE 'UTC' AS "resetsAt",
    u.cost, u.tokens, u.requests
  FROM unnest($1::uuid[], $2::reset_period[]) AS k(id, reset_period)
  CROSS JOIN LATERAL (SELECT
    CASE k.reset_period WHEN 'daily' THEN date_trunc('day', $3::timestamptz AT TIME ZONE 'UTC')
      WHEN 'weekly' THEN date_trunc('week', $3::timestamptz AT TIME ZONE 'UTC')
      WHEN 'monthly' THEN date_trunc('month', $3::timestamptz AT TIME ZONE 'UTC') END AS starts,
    CASE k.reset_period WHEN 'daily' THEN interval '1 day' WHEN 'weekly' THEN interval '7 days'
      WHEN 'monthly' THEN interval '1 month' END AS length,
    (CASE WHEN k.reset_period IN ('daily', 'weekly') THEN 'day' ELSE 'month' END)::rollup_period AS rollup) p
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(cost_nano_usd), 0) AS cost, coalesce(sum(input_tokens + output_tokens), 0) AS tokens,
      coalesce(sum(requests), 0) AS requests
    FROM key_usage WHERE key_id = k.id AND period = p.rollup
      AND starts_at >= coalesce(p.starts AT TIME ZONE 'UTC', '-infinity')) u`;

/** What each of a page of keys has used in its current period, by id. The caller knows that it may see them. */
export async function consumption(
  keys: readonly { id: string; resetPeriod: ResetPeriod }[],
  now: Date,
): Promise<Map<string, PeriodUse>> {
  if (keys.length === 0) return new Map();
  const values = [keys.map(({ id }) => id), keys.map(({ resetPeriod }) => resetPeriod), now];
  const { rows } = await pool().query<Row>({ name: "usage-consumption", text: TEXT, values });
  return new Map(rows.map((row) => [row.id, toPeriodUse(row)]));
}

const toPeriodUse = (row: Row): PeriodUse => ({
  costUsd: formatUsd(BigInt(row.cost)),
  tokens: Number(row.tokens),
  requests: Number(row.requests),
  periodStartedAt: row.startedAt?.toISOString() ?? null,
  resetsAt: row.resetsAt?.toISOString() ?? null,
});
