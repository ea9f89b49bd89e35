import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { inProject, lockEndpoint } from "./find";
import { type EndpointView, endpointIdInput } from "./schema";
import { auditFields, toEndpointView } from "./view";

/** Deletes an endpoint for good: calls that name its slug answer `model_not_found` at once. */
export async function deleteEndpoint(ctx: Context, input: { id: string }): Promise<EndpointView> {
  authorise(ctx, "endpoints:write");
  const { id } = parse(endpointIdInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const view = toEndpointView(await lockEndpoint(ctx, id));
    await ctx.db.endpoint.delete({ where: { id, ...inProject(ctx) } });
    changed({ kind: "routes", projectId: ctx.projectId });
    await recordAudit(ctx, {
      action: "endpoint.delete",
      targetId: id,
      targetName: view.slug,
      before: auditFields(view),
    });
    return view;
  });
}
