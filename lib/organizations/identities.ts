import { recordAudit } from "../audit";
import { db, transaction } from "../db";

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
  const user = await db().user.findUnique({ where: { email: email.toLowerCase() }, select: USER_COLUMNS });
  if (!user) return null;
  const actor = { kind: "USER" as const, id: user.id, name: user.name };
  await transaction(
    { actor, role: null, organizationId: "", projectId: "", address, db: db() },
    async (ctx) => {
      await ctx.db.identity.create({ data: { provider, subject, userId: user.id } });
      await recordAudit(ctx, {
        action: "user.link_identity",
        targetId: user.id,
        targetName: user.email,
        after: { provider },
      });
    },
  );
  return user;
}
