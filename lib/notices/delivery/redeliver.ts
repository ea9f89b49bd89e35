import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { notFound } from "../../errors";
import { parse } from "../../parse";
import { type DeliveryView, type IdInput, idInput } from "../schema";
import { originOf } from "../webhooks/view";
import { findDelivery } from "./list";

/** Sends a notice once more, at once, with the same id: a receiver that has seen it can tell. All its attempts begin anew. */
export async function redeliver(ctx: Context, input: IdInput): Promise<DeliveryView> {
  authorise(ctx, "organization:write");
  const { id } = parse(idInput, input);
  const delivery = await findDelivery(ctx, id);
  if (!delivery) throw notFound("This delivery");
  await transaction(ctx, async (ctx) => {
    const again = { status: "pending" as const, attempts: 0, nextAttemptAt: new Date(), deliveredAt: null };
    await ctx.db.noticeDelivery.update({ where: { id }, data: again });
    const { channel, target, notice } = delivery;
    await recordAudit(ctx, {
      action: "notice.send_again",
      targetId: notice.id,
      targetName: notice.title,
      after: { channel, to: channel === "webhook" ? originOf(target) : target },
    });
  });
  return (await findDelivery(ctx, id)) ?? delivery;
}
