import type { PoolClient } from "pg";
import { mailConfigured } from "../../mail";

/** Puts notices on their way, in the transaction that stores them: to every enabled webhook, and to owners and admins by e-mail. */
export async function queueDeliveries(client: PoolClient, noticeIds: string[], nowMs: number): Promise<void> {
  if (noticeIds.length > 0) await client.query(INSERT, [noticeIds, new Date(nowMs), mailConfigured()]);
}

const INSERT = `
  INSERT INTO notice_deliveries (id, notice_id, channel, webhook_id, target, next_attempt_at, created_at)
  SELECT gen_random_uuid(), n.id, t.channel::delivery_channel, t.webhook_id, t.target, $2, $2
  FROM notices n JOIN LATERAL (
    SELECT 'webhook' AS channel, w.id AS webhook_id, w.url AS target FROM webhooks w
    WHERE w.organization_id = n.organization_id AND w.enabled
    UNION ALL
    SELECT 'email', NULL, u.email FROM memberships m JOIN users u ON u.id = m.user_id
      JOIN organizations o ON o.id = m.organization_id
    WHERE $3 AND m.organization_id = n.organization_id AND m.role IN ('OWNER', 'ADMIN') AND o.notices_by_email
  ) t ON true
  WHERE n.id = ANY ($1::uuid[])`;
