import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { type RemoveMemberInput, removeMemberInput } from "../schema";
import { findMember, holdMembers, keepAnOwner } from "./owners";

/**
 * Takes somebody out of the organization; everybody may take themselves out. What they could open here is closed from their next request
 * on, and where nothing else is left to them their sessions end. The last owner stays.
 */
export async function removeMember(ctx: Context, input: RemoveMemberInput): Promise<void> {
  const { userId } = parse(removeMemberInput, input);
  const leaving = ctx.actor.kind === "USER" && ctx.actor.id === userId;
  authorise(ctx, leaving ? "members:read" : "members:write");
  return transaction(
    ctx,
    async (ctx) => {
      await holdMembers(ctx);
      const { user, role } = await findMember(ctx, userId);
      if (role === "OWNER") authorise(ctx, "organization:own");
      await keepAnOwner(ctx, role, null);
      await ctx.db.membership.delete({
        where: { organizationId_userId: { organizationId: ctx.organizationId, userId } },
      });
      await withdrawInvitationsOf(ctx, userId, null);
      if ((await ctx.db.membership.count({ where: { userId } })) === 0) {
        await ctx.db.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
      }
      await recordAudit(ctx, {
        action: leaving ? "member.leave" : "member.remove",
        targetId: userId,
        targetName: user.email,
        before: { role },
      });
    },
    { standing: "changes-members" },
  );
}
