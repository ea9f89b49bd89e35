import type { Context } from "./context";
import type { Tx } from "./db";
import { DomainError } from "./errors";

/** Of an organization's lock on who belongs to it, within PostgreSQL's advisory locks. */
const MEMBERS_LOCK = 7_302_411n;

/** What a change has to do with who belongs to the organization. */
export type Standing =
  /** Made by somebody who belongs to it. */
  | "member"
  /** Changes who belongs to it: waits for every change that is under way, and they for it. */
  | "changes-members"
  /** Lets the actor in, or is theirs alone. */
  | "newcomer";

/**
 * Makes sure that a person still has the role that the change was allowed to, and keeps it until the change is made: a request waits, and
 * its sender may be removed or given another role meanwhile. Throws `not_found` and `conflict`.
 */
export async function holdStanding(tx: Tx, ctx: Context, standing: Standing): Promise<void> {
  const { actor, organizationId, role } = ctx;
  if (!organizationId) return;
  // Before any row: whoever changes members locks rows that others hold.
  if (standing === "member") {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${organizationId}, ${MEMBERS_LOCK}))`;
  } else {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${organizationId}, ${MEMBERS_LOCK}))`;
  }
  if (actor.kind !== "USER" || standing === "newcomer") return;
  const now = await tx.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId: actor.id } },
    select: { role: true },
  });
  if (!now) throw new DomainError("not_found", "You no longer belong to this organization.");
  if (now.role !== role) {
    throw new DomainError("conflict", "Your role has changed meanwhile. Reload the page and try again.");
  }
}
