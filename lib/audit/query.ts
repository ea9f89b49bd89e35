import type { Context } from "../context";
import { pool } from "../db";
import { isId } from "../ids";
import type { Position } from "../page-cursor";
import type { AuditEventView, AuditFields, AuditFilters } from "./schema";

const DAY_MS = 86_400_000;

type Row = Omit<AuditEventView, "at" | "before" | "after"> & {
  createdAt: Date;
  before: AuditFields | null;
  after: AuditFields | null;
};

/** Events of the organization, the latest first, up to `limit`. */
export async function readEvents(
  ctx: Context,
  filters: AuditFilters,
  after: Position | null,
  limit: number,
): Promise<AuditEventView[]> {
  const values: unknown[] = [ctx.organizationId];
  const clauses = ["e.organization_id = $1"];
  const where = (clause: (place: string) => string, value: unknown) => {
    clauses.push(clause(`$${values.push(value)}`));
  };
  const { actor, actorKind, action, target, projectId, from, to } = filters;
  if (actor) where((at) => `e.actor_name ILIKE '%' || ${at} || '%'`, escapeLike(actor));
  if (actorKind) where((at) => `e.actor_kind = ${at}::actor_kind`, actorKind);
  if (action) where((at) => `(e.action = ${at} OR starts_with(e.action, ${at} || '.'))`, action);
  if (target && isId(target)) where((at) => `e.target_id = ${at}::uuid`, target);
  else if (target) where((at) => `e.target_name ILIKE '%' || ${at} || '%'`, escapeLike(target));
  if (projectId) where((at) => `e.project_id = ${at}::uuid`, isId(projectId) ? projectId : null);
  if (from) where((at) => `e.created_at >= ${at}::timestamptz`, new Date(from));
  if (to) where((at) => `e.created_at < ${at}::timestamptz`, new Date(Date.parse(to) + DAY_MS));
  if (after) {
    const position = `$${values.push(after.at)}::timestamptz, $${values.push(after.id)}::uuid`;
    clauses.push(`(e.created_at, e.id) < (${position})`);
  }
  const { rows } = await pool().query<Row>(
    `SELECT e.id, e.created_at AS "createdAt", e.actor_kind AS "actorKind", e.actor_id AS "actorId",
       e.actor_name AS "actorName", u.email AS "actorEmail", e.action, e.target_id AS "targetId", e.target_name AS "targetName",
       e.project_id AS "projectId", p.name AS "projectName", e.address, e.before, e.after
     FROM audit_events e LEFT JOIN users u ON u.id = e.actor_id AND e.actor_kind = 'USER'
     LEFT JOIN projects p ON p.id = e.project_id AND p.organization_id = $1
     WHERE ${clauses.join(" AND ")} ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}`,
    values,
  );
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

export const positionOf = ({ at, id }: AuditEventView): Position => ({ at: new Date(at), id });
