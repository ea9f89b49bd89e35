import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { isDatabaseError, transaction } from "../../db";
import { parse } from "../../parse";
import { type UpdateWebhookInput, updateWebhookInput, type WebhookView } from "../schema";
import { checkWebhookUrl, holdWebhook, originOf, taken, toWebhookView, WEBHOOK_COLUMNS } from "./view";

/** Changes a webhook's address, or switches it off and on. What is still to be sent goes to the new address. */
export async function updateWebhook(ctx: Context, input: UpdateWebhookInput): Promise<WebhookView> {
  authorise(ctx, "organization:write");
  const { id, ...data } = parse(updateWebhookInput, input);
  if (data.url !== undefined) checkWebhookUrl(data.url);
  return transaction(ctx, async (ctx) => {
    const before = await holdWebhook(ctx, id);
    const row = await ctx.db.webhook.update({ where: { id }, data, select: WEBHOOK_COLUMNS });
    await recordAudit(ctx, {
      action: "webhook.update",
      targetId: id,
      targetName: originOf(row.url),
      before: { address: originOf(before.url), enabled: before.enabled },
      after: { address: originOf(row.url), enabled: row.enabled, pathChanged: row.url !== before.url },
    });
    return toWebhookView(row);
  }).catch((error) => {
    if (isDatabaseError(error, "P2002")) taken();
    throw error;
  });
}
