import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { DomainError } from "../../errors";
import { newId } from "../../ids";
import { parse } from "../../parse";
import { holdMembers } from "../members/owners";
import { type CreatedInvitation, type InviteInput, inviteInput } from "../schema";
import { INVITATION_LIFETIME_MS, newToken } from "./tokens";
import { INVITATION_COLUMNS, toInvitationView } from "./view";
import { withdrawAll } from "./withdraw";

const DAY_MS = 24 * 60 * 60 * 1000;
/** To one address. */
const MAX_A_DAY = 5;

/**
 * Invites somebody by a one-time link, whose token is in the result and nowhere else. A new invitation takes the place of an earlier one to
 * the same address. Only an owner invites an owner.
 */
export async function inviteMember(ctx: Context, input: InviteInput): Promise<CreatedInvitation> {
  authorise(ctx, "members:write");
  const { email, role } = parse(inviteInput, input);
  if (role === "OWNER") authorise(ctx, "organization:own");
  const { token, tokenHash } = newToken();
  return transaction(
    ctx,
    async (ctx) => {
      const { organizationId, actor } = ctx;
      // Of two invitations to one address at the same moment, the later one finds the earlier.
      await holdMembers(ctx);
      if ((await ctx.db.membership.count({ where: { organizationId, user: { email } } })) > 0) {
        const message = "This person is a member already.";
        throw new DomainError("conflict", message, { email: message });
      }
      await keepFromFlooding(ctx, email);
      await withdrawAll(ctx, { email });
      const row = await ctx.db.invitation.create({
        data: {
          id: newId(),
          organizationId,
          email,
          role,
          tokenHash,
          createdByKind: actor.kind,
          createdById: actor.id,
          createdByName: actor.name,
          expiresAt: new Date(Date.now() + INVITATION_LIFETIME_MS),
        },
        select: INVITATION_COLUMNS,
      });
      await recordAudit(ctx, {
        action: "invitation.create",
        targetId: row.id,
        targetName: email,
        after: { email, role, expiresAt: row.expiresAt.toISOString() },
      });
      return { ...toInvitationView(row), token };
    },
    { standing: "changes-members" },
  );
}

/** Each may be an e-mail to somebody who has not asked for any. */
async function keepFromFlooding({ db, organizationId }: Context, email: string): Promise<void> {
  const createdAt = { gt: new Date(Date.now() - DAY_MS) };
  if ((await db.invitation.count({ where: { organizationId, email, createdAt } })) < MAX_A_DAY) return;
  const message = `This address was invited ${MAX_A_DAY} times within a day. Pass the last link on, or try again tomorrow.`;
  throw new DomainError("too_many_attempts", message, { email: message });
}
