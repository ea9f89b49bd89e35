import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { slugTaken } from "./conflict";
import { inProject, lockEndpoint } from "./find";
import { type EndpointView, type UpdateEndpointInput, updateEndpointInput } from "./schema";
import { holdCredentials, replaceTargets } from "./targets";
import { auditFields, ENDPOINT_COLUMNS, toEndpointView } from "./view";

/** Changes an endpoint; what is left out stays, a list that is given replaces the stored one. In force on the next call. */
export async function updateEndpoint(ctx: Context, input: UpdateEndpointInput): Promise<EndpointView> {
  authorise(ctx, "endpoints:write");
  const { id, slug, timeoutMs, ...lists } = parse(updateEndpointInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const before = toEndpointView(await lockEndpoint(ctx, id));
    await holdCredentials(ctx, lists);
    await replaceTargets(ctx, id, lists);
    const row = await ctx.db.endpoint.update({
      where: { id, ...inProject(ctx) },
      data: { slug, timeoutMs, updatedAt: new Date() },
      select: ENDPOINT_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    const view = toEndpointView(row);
    await recordAudit(ctx, {
      action: "endpoint.update",
      targetId: id,
      targetName: view.slug,
      before: auditFields(before),
      after: auditFields(view),
    });
    return view;
  }).catch(slugTaken(slug));
}
