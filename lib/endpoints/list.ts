import { authorise } from "../access";
import type { Context } from "../context";
import { inProject } from "./find";
import type { EndpointView } from "./schema";
import { ENDPOINT_COLUMNS, toEndpointView } from "./view";

/** The project's endpoints by slug. */
export async function listEndpoints(ctx: Context): Promise<EndpointView[]> {
  authorise(ctx, "endpoints:read");
  const rows = await ctx.db.endpoint.findMany({
    where: inProject(ctx),
    orderBy: { slug: "asc" },
    select: ENDPOINT_COLUMNS,
  });
  return rows.map(toEndpointView);
}
