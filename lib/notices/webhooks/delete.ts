import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { type IdInput, idInput } from "../schema";
import { holdWebhook, originOf } from "./view";

/** Deletes a webhook with what is still to be sent to it, and the log of what was. */
export async function deleteWebhook(ctx: Context, input: IdInput): Promise<void> {
  authorise(ctx, "organization:write");
  const { id } = parse(idInput, input);
  return transaction(ctx, async (ctx) => {
    const { url, enabled } = await holdWebhook(ctx, id);
    await ctx.db.webhook.delete({ where: { id } });
    await recordAudit(ctx, {
      action: "webhook.delete",
      targetId: id,
      targetName: originOf(url),
      before: { address: originOf(url), enabled },
    });
  });
}
