import { authorise } from "../../access";
import type { Context } from "../../context";
import type { MemberView } from "../schema";

/** Everybody in the organization, by name. */
export async function listMembers(ctx: Context): Promise<MemberView[]> {
  authorise(ctx, "members:read");
  const rows = await ctx.db.membership.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
  });
  return rows.map(({ user, role, createdAt }) => ({ ...user, role, joinedAt: createdAt.toISOString() }));
}
