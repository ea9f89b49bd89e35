import { db, transaction } from "../db";
import { recordOwn } from "./own-events";

export type ExternalIdentity = {
  provider: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
};

type SignedInUser = { id: string; email: string; name: string; sessionVersion: number };
const USER_COLUMNS = { id: true, email: true, name: true, sessionVersion: true } as const;

/**
 * The user behind an account at an identity provider: the one linked to it, else the one with its verified e-mail address,
 * who is then linked. Null for everybody else: an account elsewhere is no invitation.
 */
export async function userOfIdentity(
  identity: ExternalIdentity,
  address: string | null,
): Promise<SignedInUser | null> {
  const { provider, subject, email, emailVerified } = identity;
  const linked = await db().identity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { user: { select: USER_COLUMNS } },
  });
  if (linked) return linked.user;
  if (!email || !emailVerified) return null;
  const select = { ...USER_COLUMNS, emailProven: true, passwordHash: true } as const;
  const user = await db().user.findUnique({ where: { email: email.toLowerCase() }, select });
  if (!user) return null;
  const actor = { kind: "USER" as const, id: user.id, name: user.name };
  const context = { actor, role: null, organizationId: "", projectId: "", address, db: db() };
  return transaction(context, async (ctx) => {
    await ctx.db.identity.create({ data: { provider, subject, userId: user.id } });
    const taken = user.emailProven
      ? user
      : await ctx.db.user.update({ where: { id: user.id }, data: TAKEN_OVER, select: USER_COLUMNS });
    await recordOwn(ctx, user.id, {
      action: "user.link_identity",
      targetName: user.email,
      after: { provider, ...(user.emailProven ? {} : { passwordRemoved: user.passwordHash !== null }) },
    });
    const { id, email, name, sessionVersion } = taken;
    return { id, email, name, sessionVersion };
  });
}

/**
 * An account by invitation says nothing of whose its address is: who has shown that gets it for themself. The password of whoever made it, and
 * their sessions, end.
 */
const TAKEN_OVER = { emailProven: true, passwordHash: null, sessionVersion: { increment: 1 } } as const;
