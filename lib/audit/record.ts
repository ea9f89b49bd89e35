import type { Context } from "../context";
import type { Tx } from "../db";
import { newId } from "../ids";

/** Fields that changed, as JSON values. Never a secret or its hash. */
type Fields = Record<string, string | number | boolean | null | string[]>;

export type AuditEntry = {
  /** `api_key.create`, `credential.delete`, …: the thing, a dot, what was done to it. */
  action: `${string}.${string}`;
  /** Null where the thing has no id of its own, such as a KEK version. */
  targetId: string | null;
  targetName: string;
  before?: Fields;
  after?: Fields;
};

/** Writes one audit event in the transaction of the change that it describes. */
export async function recordAudit(ctx: Context & { db: Tx }, entry: AuditEntry): Promise<void> {
  await ctx.db.auditEvent.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId || null,
      projectId: ctx.projectId || null,
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      address: ctx.address,
      ...entry,
    },
  });
}
