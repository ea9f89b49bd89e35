import type { PoolClient } from "pg";
import type { Detected } from "./details";
import { type Hours, hourOf } from "./hours";
import { ABOVE_BUSIEST, BASELINE_MS, type Baseline, isUnusualHour, LEAST_REQUESTS } from "./unusual-rate";

type Row = Baseline & { keyId: string; startsAtMs: number; requests: number };

/**
 * Hours far above their key's own past. One look at an index per project finds the busy hours; a steady key is let go at the first
 * hour that was about as busy, so that the two weeks are added up for the few that are left.
 */
export async function detectUnusualRates(client: PoolClient, hours: Hours): Promise<Detected[]> {
  const { rows } = await client.query<Row>(
    `SELECT u.key_id AS "keyId", extract(epoch FROM u.starts_at)::float8 * 1000 AS "startsAtMs",
       u.requests::float8 AS requests, b.hours, b."firstStartsAtMs", b.usual, b.busiest
     FROM projects p CROSS JOIN unnest($1::timestamptz[]) AS h(starts_at)
     CROSS JOIN LATERAL (
       SELECT key_id, starts_at, requests FROM key_usage
       WHERE project_id = p.id AND period = 'hour' AND starts_at = h.starts_at AND requests > ${LEAST_REQUESTS}
     ) u
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS hours, extract(epoch FROM min(starts_at))::float8 * 1000 AS "firstStartsAtMs",
         (percentile_disc(0.95) WITHIN GROUP (ORDER BY requests))::float8 AS usual, max(requests)::float8 AS busiest
       FROM key_usage WHERE key_id = u.key_id AND period = 'hour'
         AND starts_at >= u.starts_at - $2 * interval '1 millisecond' AND starts_at < u.starts_at
     ) b
     WHERE NOT EXISTS (
       SELECT 1 FROM key_usage e WHERE e.key_id = u.key_id AND e.period = 'hour'
         AND e.starts_at >= u.starts_at - $2 * interval '1 millisecond' AND e.starts_at < u.starts_at
         AND e.requests * ${ABOVE_BUSIEST} >= u.requests
     ) AND b.hours > 0`,
    [hours.map((hour) => new Date(hour.startsAtMs)), BASELINE_MS],
  );
  return rows
    .filter((row) => isUnusualHour(row.startsAtMs, row.requests, row))
    .map(({ keyId, startsAtMs, requests, busiest }) => {
      const startsAt = new Date(startsAtMs).toISOString();
      return {
        kind: "unusual_rate",
        keyId,
        subject: startsAt,
        details: { startsAt, requests, busiest },
        firstSeenAtMs: startsAtMs,
        lastSeenAtMs: hourOf(hours, startsAtMs).untilMs,
      };
    });
}
