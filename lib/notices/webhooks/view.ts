import type { Context } from "../../context";
import type { Tx } from "../../db";
import { env } from "../../env";
import { DomainError, notFound } from "../../errors";
import { isId } from "../../ids";
import { checkBaseUrl } from "../../network";
import type { WebhookView } from "../schema";

export const WEBHOOK_COLUMNS = {
  ...{ id: true, url: true, enabled: true, secretVersion: true, formerSecretUntil: true },
  ...{ createdAt: true, createdByName: true, updatedAt: true },
  deliveries: {
    orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }],
    take: 1,
    select: { status: true, result: true, createdAt: true },
  },
};

type Delivery = {
  status: NonNullable<WebhookView["last"]>["status"];
  result: string | null;
  createdAt: Date;
};
type Row = Pick<WebhookView, "id" | "url" | "enabled" | "createdByName"> & {
  secretVersion: number;
  formerSecretUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
  deliveries: Delivery[];
};

export function toWebhookView({ secretVersion: _, deliveries: [last], ...row }: Row): WebhookView {
  const { formerSecretUntil: until } = row;
  return {
    ...row,
    formerSecretUntil: until && until > new Date() ? until.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    last: last ? { ...last, createdAt: last.createdAt.toISOString() } : null,
  };
}

/** A webhook of this organization. Throws `not_found`. */
export async function findWebhook(ctx: Context, id: string): Promise<Row> {
  const where = { id, organizationId: ctx.organizationId };
  const row = isId(id) ? await ctx.db.webhook.findFirst({ where, select: WEBHOOK_COLUMNS }) : null;
  if (!row) throw notFound("This webhook");
  return row;
}

/** Holds a webhook for the rest of the transaction: changes to it follow each other. Throws `not_found`. */
export async function holdWebhook(ctx: Context & { db: Tx }, id: string): Promise<Row> {
  if (isId(id)) await ctx.db.$queryRaw`SELECT 1 FROM webhooks WHERE id = ${id}::uuid FOR UPDATE`;
  return findWebhook(ctx, id);
}

/** Throws `invalid_input` for an address that Gatehouse may not call. */
export function checkWebhookUrl(url: string): void {
  const refusal = checkBaseUrl(url, env().GATEHOUSE_UPSTREAM_NETWORKS);
  if (refusal) throw new DomainError("invalid_input", refusal, { url: refusal });
}

export function taken(): never {
  const message = "There is a webhook with this address already.";
  throw new DomainError("conflict", message, { url: message });
}

/** What the audit log shows of an address: paths of webhooks are often secrets. */
export const originOf = (url: string): string => new URL(url).origin;
