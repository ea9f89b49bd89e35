import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { db, isDatabaseError, type Tx, transaction } from "../../db";
import { DomainError } from "../../errors";
import type { Role } from "../../generated/enums";
import { newId } from "../../ids";
import { parse } from "../../parse";
import { hashPassword } from "../passwords";
import {
  type AcceptInvitationInput,
  acceptInvitationInput,
  type InvitationState,
  type UserView,
} from "../schema";
import { hashToken } from "./tokens";
import { OPEN } from "./view";

/** What the invitation page can do with a token. Looking does not use it up. */
export async function invitationState(token: string): Promise<InvitationState> {
  if (typeof token !== "string") return { state: "invalid" };
  const row = await db().invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      email: true,
      role: true,
      expiresAt: true,
      acceptedAt: true,
      withdrawnAt: true,
      createdByName: true,
      organization: { select: { id: true, name: true } },
    },
  });
  if (!row || row.withdrawnAt) return { state: "invalid" };
  if (row.acceptedAt) return { state: "accepted" };
  if (row.expiresAt <= new Date()) return { state: "expired" };
  const { email, role, organization, createdByName } = row;
  const hasAccount = (await db().user.count({ where: { email } })) > 0;
  return { state: "open", email, role, organization, createdByName, hasAccount };
}

/** Accepts an invitation as somebody new, whose e-mail address is the one that was invited. */
export async function acceptInvitation(
  input: AcceptInvitationInput,
  address: string | null,
): Promise<UserView & { organizationId: string }> {
  const { token, name, password } = parse(acceptInvitationInput, input);
  // Before the costly hash: this is open to everybody.
  if ((await invitationState(token)).state !== "open") throw gone();
  const passwordHash = await hashPassword(password);
  const id = newId();
  return inInvitation(token, { id, name }, address, async (ctx, { email }) => {
    await ctx.db.user.create({ data: { id, name, email, passwordHash } });
    return { id, name, email };
  }).catch((error) => {
    if (!isDatabaseError(error, "P2002")) throw error;
    throw new DomainError("conflict", "You have an account already. Sign in to accept the invitation.");
  });
}

/** Accepts an invitation as somebody who has an account: only whom it was sent to. */
export async function joinByInvitation(
  user: UserView,
  token: string,
  address: string | null,
): Promise<UserView & { organizationId: string }> {
  if (typeof token !== "string") throw gone();
  return inInvitation(token, user, address, async (_, { email }) => {
    if (email === user.email) return user;
    throw new DomainError(
      "forbidden",
      `This invitation is for ${email}. Sign in with that address to accept it.`,
    );
  });
}

type Invited = { email: string; role: Role };

/** Uses the token up and makes the membership, in one transaction with its event. */
async function inInvitation(
  token: string,
  { id, name }: { id: string; name: string },
  address: string | null,
  settle: (ctx: Context & { db: Tx }, invited: Invited) => Promise<UserView>,
): Promise<UserView & { organizationId: string }> {
  const where = { tokenHash: hashToken(token), ...OPEN, expiresAt: { gt: new Date() } };
  const invitation = await db().invitation.findFirst({
    where,
    select: { id: true, email: true, role: true, organizationId: true },
  });
  if (!invitation) throw gone();
  const { organizationId, role } = invitation;
  const actor = { kind: "USER" as const, id, name };
  const ctx: Context = { actor, role, organizationId, projectId: "", address, db: db() };
  return transaction(
    ctx,
    async (ctx) => {
      const { count } = await ctx.db.invitation.updateMany({ where, data: { acceptedAt: new Date() } });
      if (count === 0) throw gone();
      const user = await settle(ctx, invitation);
      const membership = { organizationId, userId: user.id };
      await ctx.db.membership.upsert({
        where: { organizationId_userId: membership },
        create: { ...membership, role },
        // Who became a member another way meanwhile keeps that role: it may be a greater one.
        update: {},
      });
      await recordAudit(ctx, {
        action: "invitation.accept",
        targetId: invitation.id,
        targetName: user.email,
        after: { email: user.email, role },
      });
      return { ...user, organizationId };
    },
    { standing: "newcomer" },
  );
}

const gone = () =>
  new DomainError("forbidden", "This invitation is no longer valid. Ask whoever invited you for a new one.");
