import type { Context } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { ENDPOINT_COLUMNS } from "./view";

/** Where the endpoints of this project are; another organization's project matches nothing. */
export const inProject = (ctx: Context) => ({
  projectId: ctx.projectId,
  project: { organizationId: ctx.organizationId },
});

/** An endpoint of this project. Throws `not_found`. */
export async function findEndpoint(ctx: Context, id: string) {
  const row = isId(id)
    ? await ctx.db.endpoint.findFirst({ where: { id, ...inProject(ctx) }, select: ENDPOINT_COLUMNS })
    : null;
  if (!row) throw notFound("This endpoint");
  return row;
}

/** The same, locked until the transaction ends: changes of one endpoint wait for each other. */
export async function lockEndpoint(ctx: Context, id: string) {
  if (isId(id)) await ctx.db.$executeRaw`SELECT 1 FROM endpoints WHERE id = ${id}::uuid FOR UPDATE`;
  return findEndpoint(ctx, id);
}
