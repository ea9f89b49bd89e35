import type { Context } from "../../context";

/** A condition of every query here: $1 is a project of the organization $2. */
export const OURS = "EXISTS (SELECT 1 FROM projects p WHERE p.id = $1 AND p.organization_id = $2)";

export const ours = (ctx: Pick<Context, "projectId" | "organizationId">) => [
  ctx.projectId,
  ctx.organizationId,
];
