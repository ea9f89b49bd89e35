import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { db, pool, transaction } from "../../db";
import { originOf } from "../webhooks/view";
import type { Claimed } from "./claim";
import type { Outcome } from "./post-message";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** How long to wait after each attempt that failed; after the last one nothing more is tried. */
export const RETRY_AFTER_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
];

/** Writes down what came of an attempt. Who comes after their claim has ended changes nothing. */
export async function settle(claimed: Claimed, outcome: Outcome, nowMs: number): Promise<void> {
  const { ok, result, gone } = outcome;
  const wait = ok || gone || !claimed.wanted ? undefined : RETRY_AFTER_MS[claimed.attempts - 1];
  const status = ok ? "delivered" : wait === undefined ? "failed" : "pending";
  const next = wait === undefined ? null : new Date(nowMs + wait);
  await pool().query(
    `UPDATE notice_deliveries SET status = $3::delivery_status, result = $4, next_attempt_at = $5,
       delivered_at = CASE WHEN $3 = 'delivered' THEN $6::timestamptz END
     WHERE id = $1 AND next_attempt_at = $2 AND status = 'pending'`,
    [claimed.id, claimed.leasedUntil, status, result, next, new Date(nowMs)],
  );
  if (gone) await disable(claimed);
}

/** Gives a delivery back untried: this process is about to stop. */
export async function giveBack({ id, leasedUntil }: Claimed, nowMs: number): Promise<void> {
  await pool().query(
    `UPDATE notice_deliveries SET attempts = attempts - 1, next_attempt_at = $3
     WHERE id = $1 AND next_attempt_at = $2 AND status = 'pending'`,
    [id, leasedUntil, new Date(nowMs)],
  );
}

/** The receiver answered that it is gone for good. */
async function disable({ receiver, notice: { organizationId } }: Claimed): Promise<void> {
  const { id, url } = receiver!;
  const actor = { kind: "SYSTEM" as const, id: null, name: "Gatehouse" };
  const ctx: Context = { actor, role: null, organizationId, projectId: "", address: null, db: db() };
  await transaction(ctx, async (ctx) => {
    const where = { id, organizationId, url, enabled: true };
    const { count } = await ctx.db.webhook.updateMany({ where, data: { enabled: false } });
    if (count === 0) return;
    await recordAudit(ctx, {
      action: "webhook.disable",
      targetId: id,
      targetName: originOf(url),
      before: { enabled: true },
      after: { enabled: false, answered: 410 },
    });
  });
}
