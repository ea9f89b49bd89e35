import { authorise } from "../../access";
import type { Context } from "../../context";
import type { WebhookView } from "../schema";
import { toWebhookView, WEBHOOK_COLUMNS } from "./view";

/** The organization's webhooks, the oldest first. */
export async function listWebhooks(ctx: Context): Promise<WebhookView[]> {
  authorise(ctx, "organization:write");
  const rows = await ctx.db.webhook.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: WEBHOOK_COLUMNS,
  });
  return rows.map(toWebhookView);
}
