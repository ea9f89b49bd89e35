import type { Context } from "../../context";
import type { Tx } from "../../db";
import { DomainError, notFound } from "../../errors";
import type { Role } from "../../generated/enums";
import { isId } from "../../ids";

/**
 * Holds an organization for the rest of the transaction: who changes its members waits for whoever does, so that two owners cannot
 * leave it without one by acting at once.
 */
export async function holdMembers(ctx: Context & { db: Tx }): Promise<void> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM organizations WHERE id = ${ctx.organizationId}::uuid FOR UPDATE`;
  if (rows.length === 0) throw notFound("This organization");
}

/** A member of this organization. Throws `not_found`. */
export async function findMember(ctx: Context, userId: string) {
  const row = isId(userId)
    ? await ctx.db.membership.findUnique({
        where: { organizationId_userId: { organizationId: ctx.organizationId, userId } },
        select: { role: true, user: { select: { id: true, name: true, email: true } } },
      })
    : null;
  if (!row) throw notFound("This member");
  return row;
}

/** Somebody has to own an organization. Throws `conflict` where a change would leave nobody. */
export async function keepAnOwner(ctx: Context & { db: Tx }, from: Role, to: Role | null): Promise<void> {
  if (from !== "OWNER" || to === "OWNER") return;
  const owners = await ctx.db.membership.count({
    where: { organizationId: ctx.organizationId, role: "OWNER" },
  });
  if (owners > 1) return;
  throw new DomainError("conflict", "This is the last owner. Make somebody else an owner first.");
}
