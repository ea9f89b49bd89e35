import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import { parse } from "../../parse";
import { invitationIdInput } from "../schema";
import { OPEN } from "./view";

/** Takes an invitation back: its link leads nowhere any more. */
export async function withdrawInvitation(ctx: Context, input: { id: string }): Promise<void> {
  authorise(ctx, "members:write");
  const { id } = parse(invitationIdInput, input);
  return transaction(ctx, async (ctx) => {
    const where = { id, organizationId: ctx.organizationId, ...OPEN };
    const row = isId(id)
      ? await ctx.db.invitation.findFirst({ where, select: { email: true, role: true } })
      : null;
    if (!row) throw notFound("This invitation");
    if (row.role === "OWNER") authorise(ctx, "organization:own");
    await ctx.db.invitation.update({ where, data: { withdrawnAt: new Date() } });
    await recordAudit(ctx, {
      action: "invitation.withdraw",
      targetId: id,
      targetName: row.email,
      before: { role: row.role },
    });
  });
}
