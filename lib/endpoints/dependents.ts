import { authorise } from "../access";
import type { Context } from "../context";
import { isId } from "../ids";
import { inProject } from "./find";

/** The endpoints that a credential's deletion would break, by slug. */
export async function dependentsOf(
  ctx: Context,
  credentialId: string,
): Promise<{ id: string; slug: string }[]> {
  authorise(ctx, "endpoints:read");
  if (!isId(credentialId)) return [];
  return ctx.db.endpoint.findMany({
    where: { ...inProject(ctx), targets: { some: { credentialId } } },
    orderBy: { slug: "asc" },
    select: { id: true, slug: true },
  });
}
