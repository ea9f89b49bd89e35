"use server";

import { organizationContext } from "@/lib/auth";
import { publicOrigin, runAction } from "@/lib/http";
import { log } from "@/lib/log";
import { mailConfigured, sendMail } from "@/lib/mail";
import * as organizations from "@/lib/organizations";
import type { ChangeRoleInput, InviteInput, RemoveMemberInput } from "@/lib/organizations/schema";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

/** `link` is in this answer alone. `emailed`: whether it was sent; null where this installation sends no e-mail. */
export async function inviteMember(organizationId: string, input: InviteInput) {
  return runAction(async () => {
    const ctx = await organizationContext(organizationId);
    const { token, ...invitation } = await organizations.inviteMember(ctx, input);
    // The token stands behind the `#`: browsers send that to nobody.
    const link = `${await publicOrigin()}/invite#${token}`;
    const emailed = mailConfigured() ? await email(ctx, invitation.email, link) : null;
    return { invitation, link, emailed };
  });
}

export async function withdrawInvitation(organizationId: string, input: { id: string }) {
  return runAction(async () =>
    organizations.withdrawInvitation(await organizationContext(organizationId), input),
  );
}

export async function changeRole(organizationId: string, input: ChangeRoleInput) {
  return runAction(async () => organizations.changeRole(await organizationContext(organizationId), input));
}

export async function removeMember(organizationId: string, input: RemoveMemberInput) {
  return runAction(async () => organizations.removeMember(await organizationContext(organizationId), input));
}

/** False where it could not be sent: the invitation stands, and its link can be given by hand. */
async function email(ctx: Awaited<ReturnType<typeof organizationContext>>, to: string, link: string) {
  try {
    const { name } = await organizations.organizationSettings(ctx);
    await sendMail({ to, ...organizations.invitationMail(ctx.actor.name, name, link) });
    return true;
  } catch (error) {
    log.warn({ error: String(error) }, "an invitation could not be e-mailed");
    return false;
  }
}
