import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { type CreatedWebhook, type IdInput, idInput } from "../schema";
import { FORMER_SECRET_MS, signingSecret } from "./secret";
import { holdWebhook, originOf, toWebhookView, WEBHOOK_COLUMNS } from "./view";

/** Replaces a webhook's secret, which is in this result alone. For a day messages carry both signatures. */
export async function rotateWebhookSecret(ctx: Context, input: IdInput): Promise<CreatedWebhook> {
  authorise(ctx, "organization:write");
  const { id } = parse(idInput, input);
  return transaction(ctx, async (ctx) => {
    const { url } = await holdWebhook(ctx, id);
    const formerSecretUntil = new Date(Date.now() + FORMER_SECRET_MS);
    const row = await ctx.db.webhook.update({
      where: { id },
      data: { secretVersion: { increment: 1 }, formerSecretUntil },
      select: WEBHOOK_COLUMNS,
    });
    await recordAudit(ctx, {
      action: "webhook.rotate_secret",
      targetId: id,
      targetName: originOf(url),
      after: { formerSecretUntil: formerSecretUntil.toISOString() },
    });
    return { ...toWebhookView(row), secret: signingSecret(id, row.secretVersion) };
  });
}
