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
export const recordAudit = (ctx: Context & { db: Tx }, entry: AuditEntry): Promise<void> =>
  recordAudits(ctx, [entry]);

/** Writes the audit events of one change to many things, in its transaction: ten thousand imported keys are one statement. */
export async function recordAudits(ctx: Context & { db: Tx }, entries: AuditEntry[]): Promise<void> {
  const { organizationId, projectId, actor, address } = ctx;
  const events = JSON.stringify(entries.map((entry) => ({ id: newId(), ...entry })));
  await ctx.db.$executeRaw`
    INSERT INTO audit_events (id, organization_id, project_id, actor_kind, actor_id, actor_name, address, action, target_id,
      target_name, before, after, created_at)
    SELECT e.id, ${organizationId || null}::uuid, ${projectId || null}::uuid, ${actor.kind}::actor_kind, ${actor.id}::uuid,
      ${actor.name}, ${address}, e.action, e."targetId", e."targetName", e.before, e.after, clock_timestamp()
    FROM json_to_recordset(${events}::json) AS e(id uuid, action text, "targetId" uuid, "targetName" text, before jsonb, after jsonb)`;
}
