import type { PoolClient } from "pg";
import type { Told } from "../keep";
import { counted, instant } from "./words";

/** A key is told about at each of these; one that is closer already, at the closest alone. */
const MARKS_DAYS = [30, 7, 1];
/** More are told of at the next pass. */
const AT_ONCE = 1000;

type Row = Pick<Told, "organizationId" | "projectId" | "keyId" | "subject"> & {
  note: string;
  expiresAt: Date;
  days: number;
};

/** Keys that stop working within 30, 7 or 1 days and nobody was told of. A key that was extended is told of anew. */
export async function expiringKeys(client: PoolClient, nowMs: number): Promise<Told[]> {
  const { rows } = await client.query<Row>(
    `SELECT p.organization_id AS "organizationId", p.id AS "projectId", k.id AS "keyId", k.note,
       k.expires_at AS "expiresAt", m.days, s.subject
     FROM api_keys k JOIN projects p ON p.id = k.project_id
     CROSS JOIN LATERAL (SELECT min(days) AS days FROM unnest($2::int[]) AS days
       WHERE k.expires_at <= $1::timestamptz + make_interval(days => days)) m
     CROSS JOIN LATERAL (SELECT concat_ws(':', k.id, m.days, (extract(epoch FROM k.expires_at) * 1000)::bigint) AS subject) s
     WHERE k.deleted_at IS NULL AND k.enabled AND coalesce(k.overlap_ends_at > $1, true)
       AND k.expires_at > $1 AND k.expires_at <= $1::timestamptz + make_interval(days => $3)
       AND NOT EXISTS (SELECT 1 FROM notices n
         WHERE n.organization_id = p.organization_id AND n.kind = 'key_expiring' AND n.subject = s.subject)
     ORDER BY k.expires_at, k.id LIMIT ${AT_ONCE}`,
    [new Date(nowMs), MARKS_DAYS, Math.max(...MARKS_DAYS)],
  );
  return rows.map(({ note, expiresAt, days, ...row }) => ({
    ...row,
    kind: "key_expiring" as const,
    title: `“${note}” expires within ${counted(days, "day")}`,
    body: `It stops working on ${instant(expiresAt)}. Extend or rotate it before that.`,
    details: { days, expiresAt: expiresAt.toISOString() },
  }));
}
