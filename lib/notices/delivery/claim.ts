import { pool } from "../../db";
import type { Channel, NoticeKind } from "../schema";
import type { Receiver } from "./post-message";

/** So many of one webhook are on their way at once: one that is silent keeps nobody else's waiting. */
const OF_ONE_WEBHOOK = 4;
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

/** Takes up to `room` of what is due and not for a busy webhook; of several processes at once, each delivery goes to one. */
export async function claimDue(nowMs: number, room: number, busy: string[] = []): Promise<Claimed[]> {
  const leasedUntil = new Date(nowMs + LEASE_MS);
  const { rows } = await pool().query<Row>(CLAIM, [new Date(nowMs), leasedUntil, room, busy]);
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
  WITH queued AS (
    SELECT id, webhook_id, row_number() OVER (PARTITION BY webhook_id ORDER BY next_attempt_at, id) AS place
    FROM notice_deliveries
    WHERE status = 'pending' AND next_attempt_at <= $1 AND (webhook_id IS NULL OR webhook_id <> ALL($4::uuid[]))),
  due AS (
    SELECT d.id, coalesce(w.url, d.target) AS target, w.secret_version, w.former_secret_until,
      CASE WHEN d.channel = 'webhook' THEN coalesce(w.enabled, false) ELSE o.notices_by_email AND EXISTS (
        SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.organization_id = n.organization_id AND u.email = d.target AND m.role IN ('OWNER', 'ADMIN')) END AS wanted,
      n.id AS notice_id, n.kind, n.organization_id, o.name, n.project_id, n.key_id, n.title, n.body, n.details, n.created_at
    FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id JOIN organizations o ON o.id = n.organization_id
      LEFT JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.id IN (SELECT id FROM queued WHERE webhook_id IS NULL OR place <= ${OF_ONE_WEBHOOK})
      AND d.status = 'pending' AND d.next_attempt_at <= $1
    ORDER BY d.next_attempt_at, d.id LIMIT $3 FOR UPDATE OF d SKIP LOCKED)
  UPDATE notice_deliveries d SET attempts = d.attempts + 1, next_attempt_at = $2, target = due.target
  FROM due WHERE d.id = due.id
  RETURNING d.id AS "deliveryId", d.channel, d.target, d.attempts, due.wanted, d.webhook_id AS "webhookId",
    due.secret_version AS "secretVersion", due.former_secret_until AS "formerSecretUntil", due.notice_id AS id, due.kind,
    due.organization_id AS "organizationId", due.name AS "organizationName", due.project_id AS "projectId",
    due.key_id AS "keyId", due.title, due.body, due.details, due.created_at AS "createdAt"`;
