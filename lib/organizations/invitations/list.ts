import { authorise } from "../../access";
import type { Context } from "../../context";
import type { InvitationView } from "../schema";
import { INVITATION_COLUMNS, OPEN, toInvitationView } from "./view";

/** Invitations that nobody has accepted yet, expired ones among them, the newest first. */
export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  authorise(ctx, "members:write");
  const rows = await ctx.db.invitation.findMany({
    where: { organizationId: ctx.organizationId, ...OPEN },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: INVITATION_COLUMNS,
  });
  return rows.map(toInvitationView);
}
