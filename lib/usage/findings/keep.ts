import type { PoolClient } from "pg";
import type { Detected } from "./details";

/** After this a finding ends by itself. */
export const LIFETIME_DAYS = 30;

/** Stores what was found. The same again brings the numbers up to date, and stays dismissed where somebody dismissed it. */
export async function keepFindings(client: PoolClient, found: Detected[]): Promise<void> {
  if (found.length === 0) return;
  await client.query(
    `INSERT INTO findings AS f (id, organization_id, project_id, key_id, kind, subject, details, first_seen_at, last_seen_at)
     SELECT gen_random_uuid(), p.organization_id, p.id, k.id, n.kind::finding_kind, n.subject, n.details,
       to_timestamp(n."firstSeenAtMs" / 1000), to_timestamp(n."lastSeenAtMs" / 1000)
     FROM json_to_recordset($1) AS n("keyId" uuid, kind text, subject text, details jsonb,
       "firstSeenAtMs" float8, "lastSeenAtMs" float8)
     JOIN api_keys k ON k.id = n."keyId" JOIN projects p ON p.id = k.project_id
     ORDER BY k.id
     ON CONFLICT (key_id, kind, subject) DO UPDATE
       SET details = excluded.details, last_seen_at = greatest(f.last_seen_at, excluded.last_seen_at)
       WHERE f.details <> excluded.details`,
    [JSON.stringify(found)],
  );
}

/** Takes away the findings that have ended. */
export async function clearEnded(client: PoolClient, nowMs: number): Promise<void> {
  await client.query("DELETE FROM findings WHERE last_seen_at < to_timestamp($1::float8 / 1000)", [
    nowMs - LIFETIME_DAYS * 24 * 60 * 60 * 1000,
  ]);
}
