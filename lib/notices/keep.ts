import type { PoolClient } from "pg";
import { newId } from "../ids";
import { queueDeliveries } from "./delivery/queue";
import type { NoticeKind } from "./schema";

const LIFETIME_DAYS = 90;
const AT_ONCE = 2000;

/** A notice to be; `subject` is what it is told about once. */
export type Told = {
  organizationId: string;
  projectId: string;
  keyId: string;
  kind: NoticeKind;
  subject: string;
  title: string;
  body: string;
  details: Record<string, string | number | null>;
};

/** Stores what has not been told yet, and puts it on its way; in pieces, so that no statement runs into its timeout. */
export async function keepNotices(client: PoolClient, told: Told[], nowMs: number): Promise<void> {
  for (let from = 0; from < told.length; from += AT_ONCE) {
    const notices = told.slice(from, from + AT_ONCE).map((notice) => ({ ...notice, id: newId(nowMs) }));
    const { rows } = await client.query<{ id: string }>(INSERT, [JSON.stringify(notices), nowMs]);
    await queueDeliveries(
      client,
      rows.map(({ id }) => id),
      nowMs,
    );
  }
}

const INSERT = `
  INSERT INTO notices (id, organization_id, project_id, key_id, kind, subject, title, body, details, created_at)
  SELECT n.id, n."organizationId", n."projectId", n."keyId", n.kind::notice_kind, n.subject, n.title, n.body, n.details,
    to_timestamp($2::float8 / 1000)
  FROM json_to_recordset($1) AS n(id uuid, "organizationId" uuid, "projectId" uuid, "keyId" uuid, kind text, subject text,
    title text, body text, details jsonb)
  ON CONFLICT (organization_id, kind, subject) DO NOTHING
  RETURNING id`;

/** Takes old notices away, but for budgets that never start anew: the same would be told again. Of those the log of their sending goes. */
export async function clearOld(client: PoolClient, nowMs: number): Promise<void> {
  const before = new Date(nowMs - LIFETIME_DAYS * 24 * 60 * 60 * 1000);
  await client.query(
    `DELETE FROM notices WHERE created_at < $1 AND NOT details @> '{"resetPeriod": "never"}'`,
    [before],
  );
  await client.query("DELETE FROM notice_deliveries WHERE created_at < $1", [before]);
}
