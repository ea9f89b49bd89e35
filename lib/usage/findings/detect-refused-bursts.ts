import type { PoolClient } from "pg";
import type { Detected } from "./details";
import { type Hours, hourOf } from "./hours";
import { burstSubject, LEAST_REFUSALS } from "./refused-burst";

type Row = {
  keyId: string;
  startsAtMs: number;
  refusals: number;
  /** The latest burst of this key that was found already. */
  before: { subject: string; lastSeenAtMs: number } | null;
};

/** Keys that are called though they are disabled, expired or revoked. */
export async function detectRefusedBursts(client: PoolClient, hours: Hours): Promise<Detected[]> {
  const { rows } = await client.query<Row>(
    `SELECT u.key_id AS "keyId", extract(epoch FROM u.starts_at)::float8 * 1000 AS "startsAtMs",
       u.unauthorized::float8 AS refusals, f.before
     FROM projects p CROSS JOIN unnest($1::timestamptz[]) AS h(starts_at)
     CROSS JOIN LATERAL (
       SELECT key_id, starts_at, unauthorized FROM key_usage
       WHERE project_id = p.id AND period = 'hour' AND starts_at = h.starts_at
         AND requests >= ${LEAST_REFUSALS} AND unauthorized >= ${LEAST_REFUSALS}
     ) u
     LEFT JOIN LATERAL (
       SELECT json_build_object('subject', subject, 'lastSeenAtMs', extract(epoch FROM last_seen_at) * 1000) AS before
       FROM findings WHERE key_id = u.key_id AND kind = 'refused_burst' ORDER BY last_seen_at DESC LIMIT 1
     ) f ON true
     ORDER BY u.starts_at`,
    [hours.map((hour) => new Date(hour.startsAtMs))],
  );
  const latest = new Map<string, Detected>();
  for (const { keyId, startsAtMs, refusals, before } of rows) {
    const hourBefore = latest.get(keyId);
    const earlier = hourBefore ?? before ?? undefined;
    const startsAt = new Date(startsAtMs).toISOString();
    latest.set(keyId, {
      kind: "refused_burst",
      keyId,
      subject: burstSubject(startsAtMs, earlier),
      details: { startsAt, refusals },
      firstSeenAtMs: hourBefore?.firstSeenAtMs ?? startsAtMs,
      lastSeenAtMs: hourOf(hours, startsAtMs).untilMs,
    });
  }
  return [...latest.values()];
}
