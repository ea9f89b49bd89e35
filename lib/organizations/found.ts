import { recordAudit } from "../audit";
import type { Actor, Context } from "../context";
import { db, type Tx, transaction } from "../db";
import { newId } from "../ids";

/** One founding at a time, whichever process tries. */
const FOUNDING_LOCK = 72_707_370;

export type Founding = {
  user: { name: string; email: string; passwordHash: string };
  organizationName: string;
  project: { name: string; slug: string };
};

export type Founded = { userId: string; organizationId: string; projectId: string };

/** Creates the first user, organization and project in one transaction; `admit` may refuse inside it. Null when a user exists. */
export async function found(
  founding: Founding,
  actor: Actor | null,
  address: string | null,
  admit: (tx: Tx) => Promise<void> = async () => {},
): Promise<Founded | null> {
  const founded = { userId: newId(), organizationId: newId(), projectId: newId() };
  const { name, email, passwordHash } = founding.user;
  const ctx: Context = {
    actor: actor ?? { kind: "USER", id: founded.userId, name },
    role: "OWNER",
    organizationId: founded.organizationId,
    projectId: founded.projectId,
    address,
    db: db(),
  };
  return transaction(
    ctx,
    async (ctx) => {
      await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(${FOUNDING_LOCK})`;
      if ((await ctx.db.user.count()) > 0) return null;
      await admit(ctx.db);
      await ctx.db.user.create({
        data: { id: founded.userId, name, email, passwordHash, emailProven: true },
      });
      await ctx.db.organization.create({
        data: {
          id: founded.organizationId,
          name: founding.organizationName,
          memberships: { create: { userId: founded.userId, role: "OWNER" } },
          projects: { create: { id: founded.projectId, ...founding.project } },
        },
      });
      await recordAudit(ctx, {
        action: "organization.create",
        targetId: founded.organizationId,
        targetName: founding.organizationName,
        after: { owner: email, project: founding.project.slug },
      });
      return founded;
    },
    { standing: "newcomer" },
  );
}
