import { type AuditEntry, recordAudit } from "../audit";
import type { Context } from "../context";
import type { Tx } from "../db";

/** Tells every organization that somebody belongs to what they did to their own account: who they are is everybody's matter there. */
export async function recordOwn(
  ctx: Context & { db: Tx },
  userId: string,
  entry: Omit<AuditEntry, "targetId">,
): Promise<void> {
  const memberships = await ctx.db.membership.findMany({
    where: { userId },
    select: { organizationId: true },
  });
  const places = memberships.length > 0 ? memberships : [{ organizationId: "" }];
  for (const { organizationId } of places) {
    await recordAudit({ ...ctx, organizationId }, { ...entry, targetId: userId });
  }
}
