import { allows, authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { type Tx, transaction } from "../../db";
import { notFound } from "../../errors";
import type { Prisma } from "../../generated/client";
import type { Role } from "../../generated/enums";
import { isId } from "../../ids";
import { parse } from "../../parse";
import { invitationIdInput } from "../schema";
import { OPEN } from "./view";

/** Takes back what somebody has invited to who may not invite that far any more: nobody comes in by rights that are gone. */
export async function withdrawInvitationsOf(
  ctx: Context & { db: Tx },
  userId: string,
  role: Role | null,
): Promise<void> {
  if (role === "OWNER") return;
  const beyond = allows(role, "members:write") ? { role: "OWNER" as const } : {};
  await withdrawAll(ctx, { createdByKind: "USER", createdById: userId, ...beyond });
}

/** Withdraws every open invitation of the organization that fits, each with its event. Only an owner takes one to ownership back. */
export async function withdrawAll(
  ctx: Context & { db: Tx },
  which: Prisma.InvitationWhereInput,
): Promise<void> {
  const where = { organizationId: ctx.organizationId, ...OPEN, ...which };
  const rows = await ctx.db.invitation.findMany({ where, select: { id: true, email: true, role: true } });
  if (rows.some(({ role }) => role === "OWNER")) authorise(ctx, "organization:own");
  await ctx.db.invitation.updateMany({ where, data: { withdrawnAt: new Date() } });
  for (const { id, email, role } of rows) {
    await recordAudit(ctx, {
      action: "invitation.withdraw",
      targetId: id,
      targetName: email,
      before: { role },
    });
  }
}

/** Takes an invitation back: its link leads nowhere any more. */
export async function withdrawInvitation(ctx: Context, input: { id: string }): Promise<void> {
  authorise(ctx, "members:write");
  const { id } = parse(invitationIdInput, input);
  return transaction(
    ctx,
    async (ctx) => {
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
    },
    { standing: "changes-members" },
  );
}
