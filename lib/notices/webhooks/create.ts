import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { isDatabaseError, transaction } from "../../db";
import { DomainError, notFound } from "../../errors";
import { newId } from "../../ids";
import { parse } from "../../parse";
import { type CreatedWebhook, type CreateWebhookInput, createWebhookInput, MAX_WEBHOOKS } from "../schema";
import { signingSecret } from "./secret";
import { checkWebhookUrl, originOf, taken, toWebhookView, WEBHOOK_COLUMNS } from "./view";

/** Has notices sent to an address from now on. The secret that its messages are signed with is in this result alone. */
export async function createWebhook(ctx: Context, input: CreateWebhookInput): Promise<CreatedWebhook> {
  authorise(ctx, "organization:write");
  const { url } = parse(createWebhookInput, input);
  checkWebhookUrl(url);
  return transaction(ctx, async (ctx) => {
    const { organizationId, actor } = ctx;
    const held = await ctx.db.$queryRaw<unknown[]>`
      SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
    if (held.length === 0) throw notFound("This organization");
    if ((await ctx.db.webhook.count({ where: { organizationId } })) >= MAX_WEBHOOKS) {
      throw new DomainError("conflict", `There are ${MAX_WEBHOOKS} webhooks already. Delete one first.`);
    }
    const by = { createdByKind: actor.kind, createdById: actor.id, createdByName: actor.name };
    const row = await ctx.db.webhook.create({
      data: { id: newId(), organizationId, url, ...by },
      select: WEBHOOK_COLUMNS,
    });
    await recordAudit(ctx, {
      action: "webhook.create",
      targetId: row.id,
      targetName: originOf(url),
      after: { address: originOf(url), enabled: true },
    });
    return { ...toWebhookView(row), secret: signingSecret(row.id, row.secretVersion) };
  }).catch((error) => {
    if (isDatabaseError(error, "P2002")) taken();
    throw error;
  });
}
