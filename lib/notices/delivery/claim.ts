import { pool } from "../../db";
import type { Channel, NoticeKind } from "../schema";
import type { Receiver } from "./post-message";

/** So many are on their way at once in one process. */
const AT_ONCE = 20;
/** Whoever has claimed one and is not heard of for so long is gone: the next one sends it, with the same id. */
const LEASE_MS = 120_000;

/** A delivery that this process sends now. */
export type Claimed = {
  id: string;
  channel: Channel;
  target: string;
  /** How often it was tried, this time included. */
  attempts: number;
  /** The end of the claim: nobody else's has the same. */
  leasedUntil: Date;
  /** Null for e-mail. */
  receiver: Receiver | null;
  /** Whether it still is to be sent: the webhook is enabled, the person still owns or administers. */
  wanted: boolean;
  notice: {
    id: string;
    kind: NoticeKind;
    organizationId: string;
    organizationName: string;
    projectId: string;
    keyId: string | null;
    title: string;
    body: string;
    details: Record<string, unknown>;
    createdAt: Date;
  };
};

type Row = Claimed["notice"] &
  Pick<Claimed, "channel" | "target" | "attempts" | "wanted"> & {
    deliveryId: string;
    webhookId: string | null;
    secretVersion: number;
    formerSecretUntil: Date | null;
  };

/** Takes what is due; of several processes at once, each delivery goes to one. */
export async function claimDue(nowMs: number): Promise<Claimed[]> {
  const leasedUntil = new Date(nowMs + LEASE_MS);
  const { rows } = await pool().query<Row>(CLAIM, [new Date(nowMs), leasedUntil]);
  return rows.map(({ deliveryId, webhookId, secretVersion, formerSecretUntil, ...row }) => {
    const { channel, target, attempts, wanted, ...notice } = row;
    const receiver = webhookId && { id: webhookId, url: target, secretVersion, formerSecretUntil };
    return {
      id: deliveryId,
      channel,
      target,
      attempts,
      wanted,
      leasedUntil,
      receiver: receiver || null,
      notice,
    };
  });
}

const CLAIM = `
  WITH due AS (
    SELECT d.id, coalesce(w.url, d.target) AS target, w.secret_version, w.former_secret_until,
      CASE WHEN d.channel = 'webhook' THEN coalesce(w.enabled, false) ELSE o.notices_by_email AND EXISTS (
        SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.organization_id = n.organization_id AND u.email = d.target AND m.role IN ('OWNER', 'ADMIN')) END AS wanted,
      n.id AS notice_id, n.kind, n.organization_id, o.name, n.project_id, n.key_id, n.title, n.body, n.details, n.created_at
    FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id JOIN organizations o ON o.id = n.organization_id
      LEFT JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.status = 'pending' AND d.next_attempt_at <= $1
    ORDER BY d.next_attempt_at, d.id LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED)
  UPDATE notice_deliveries d SET attempts = d.attempts + 1, next_attempt_at = $2, target = due.target
  FROM due WHERE d.id = due.id
  RETURNING d.id AS "deliveryId", d.channel, d.target, d.attempts, due.wanted, d.webhook_id AS "webhookId",
    due.secret_version AS "secretVersion", due.former_secret_until AS "formerSecretUntil", due.notice_id AS id, due.kind,
    due.organization_id AS "organizationId", due.name AS "organizationName", due.project_id AS "projectId",
    due.key_id AS "keyId", due.title, due.body, due.details, due.created_at AS "createdAt"`;
