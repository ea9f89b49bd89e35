import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { type ChangeRoleInput, changeRoleInput } from "../schema";
import { findMember, holdMembers, keepAnOwner } from "./owners";

/** Gives a member another role, from their next request on. Only an owner gives or takes ownership, and one always stays. */
export async function changeRole(ctx: Context, input: ChangeRoleInput): Promise<void> {
  authorise(ctx, "members:write");
  const { userId, role } = parse(changeRoleInput, input);
  return transaction(
    ctx,
    async (ctx) => {
      await holdMembers(ctx);
      const { user, role: before } = await findMember(ctx, userId);
      if (before === "OWNER" || role === "OWNER") authorise(ctx, "organization:own");
      if (before === role) return;
      await keepAnOwner(ctx, before, role);
      await ctx.db.membership.update({
        where: { organizationId_userId: { organizationId: ctx.organizationId, userId } },
        data: { role },
      });
      await withdrawInvitationsOf(ctx, userId, role);
      await recordAudit(ctx, {
        action: "member.change_role",
        targetId: userId,
        targetName: user.email,
        before: { role: before },
        after: { role },
      });
    },
    { standing: "changes-members" },
  );
}
