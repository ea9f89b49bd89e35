import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { isId } from "../../ids";
import { decodeCursor, encodeCursor, type Position } from "../../page-cursor";
import { parse } from "../../parse";
import {
  type DeliveryPage,
  type DeliveryView,
  type ListDeliveriesInput,
  listDeliveriesInput,
} from "../schema";

/** What was sent of the organization's notices, and what is still to be, the latest first. */
export async function listDeliveries(ctx: Context, input: ListDeliveriesInput = {}): Promise<DeliveryPage> {
  authorise(ctx, "organization:write");
  const { status = null, webhookId = null, cursor, limit } = parse(listDeliveriesInput, input);
  if (webhookId !== null && !isId(webhookId)) return { deliveries: [], next: null };
  const after = cursor ? decodeCursor(cursor) : null;
  const { rows } = await pool().query<Row>(
    `${SELECT} AND ($2::delivery_status IS NULL OR d.status = $2) AND ($3::uuid IS NULL OR d.webhook_id = $3)
       AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
     ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit + 1}`,
    [ctx.organizationId, status, webhookId, after?.at ?? null, after?.id ?? null],
  );
  const shown = rows.slice(0, limit);
  const last: Position | null =
    rows.length > limit ? { at: shown.at(-1)!.createdAt, id: shown.at(-1)!.id } : null;
  return { deliveries: shown.map(toView), next: last && encodeCursor(last) };
}

/** One delivery of the organization, or null. */
export async function findDelivery(ctx: Context, id: string): Promise<DeliveryView | null> {
  if (!isId(id)) return null;
  const { rows } = await pool().query<Row>(`${SELECT} AND d.id = $2`, [ctx.organizationId, id]);
  return rows[0] ? toView(rows[0]) : null;
}

const SELECT = `
  SELECT d.id, d.channel, d.target, d.webhook_id AS "webhookId", d.status, d.attempts, d.next_attempt_at AS "nextAttemptAt",
    d.result, d.created_at AS "createdAt", d.delivered_at AS "deliveredAt", n.id AS "noticeId", n.kind, n.title
  FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id WHERE n.organization_id = $1`;

type Row = Omit<DeliveryView, "notice" | "nextAttemptAt" | "createdAt" | "deliveredAt"> &
  Pick<DeliveryView["notice"], "kind" | "title"> & {
    noticeId: string;
    nextAttemptAt: Date | null;
    createdAt: Date;
    deliveredAt: Date | null;
  };

const toView = ({ noticeId, kind, title, ...row }: Row): DeliveryView => ({
  ...row,
  notice: { id: noticeId, kind, title },
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
