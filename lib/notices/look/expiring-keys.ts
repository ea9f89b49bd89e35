import type { PoolClient } from "pg";
import type { Told } from "../keep";
import { counted, instant } from "./words";

/** A key is told about at each of these; one that is closer already, at the closest alone. */
const MARKS_DAYS = [30, 7, 1];
/** More are told of at the next pass. */
const AT_ONCE = 1000;

type Row = Pick<Told, "organizationId" | "projectId" | "keyId" | "subject"> & {
  note: string;
  /** By its expiry, or by the end of its overlap with a successor. */
  endsAt: Date;
  /** It is its expiry. */
  extendable: boolean;
  days: number;
};

/**
 * Keys that stop working within 30, 7 or 1 days and nobody was told of. A key that was extended is told of anew; one that was rotated is
 * not told of: somebody has acted.
 */
export async function expiringKeys(client: PoolClient, nowMs: number): Promise<Told[]> {
  const { rows } = await client.query<Row>(
    `SELECT p.organization_id AS "organizationId", p.id AS "projectId", k.id AS "keyId", k.note,
       ends_at AS "endsAt", coalesce(ends_at = k.expires_at, false) AS extendable, m.days, s.subject
     FROM api_keys k JOIN projects p ON p.id = k.project_id
     CROSS JOIN LATERAL (SELECT least(k.expires_at, k.overlap_ends_at) AS ends_at) e
     CROSS JOIN LATERAL (SELECT min(days) AS days FROM unnest($2::int[]) AS days
       WHERE ends_at <= $1::timestamptz + make_interval(days => days)) m
     CROSS JOIN LATERAL (SELECT concat_ws(':', k.id, m.days, (extract(epoch FROM ends_at) * 1000)::bigint) AS subject) s
     WHERE k.deleted_at IS NULL AND k.enabled AND ends_at > $1 AND ends_at <= $1::timestamptz + make_interval(days => $3)
       AND NOT EXISTS (SELECT 1 FROM api_keys r WHERE r.replaces_id = k.id AND r.deleted_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM notices n
         WHERE n.organization_id = p.organization_id AND n.kind = 'key_expiring' AND n.subject = s.subject)
     ORDER BY ends_at, k.id LIMIT ${AT_ONCE}`,
    [new Date(nowMs), MARKS_DAYS, Math.max(...MARKS_DAYS)],
  );
  return rows.map(({ note, endsAt, extendable, days, ...row }) => ({
    ...row,
    kind: "key_expiring" as const,
    title: `“${note}” expires within ${counted(days, "day")}`,
    body: `It stops working on ${instant(endsAt)}. ${extendable ? "Extend or rotate" : "Rotate"} it before that.`,
    details: { days, expiresAt: endsAt.toISOString() },
  }));
}
