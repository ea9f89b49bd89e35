import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { newId } from "../ids";
import { parse } from "../parse";
import { slugTaken } from "./conflict";
import { type CreateEndpointInput, createEndpointInput, type EndpointView } from "./schema";
import { holdCredentials, targetRows } from "./targets";
import { auditFields, ENDPOINT_COLUMNS, toEndpointView } from "./view";

/** Makes a named model route. Applications can pass its slug as `model` on the next call. */
export async function createEndpoint(ctx: Context, input: CreateEndpointInput): Promise<EndpointView> {
  authorise(ctx, "endpoints:write");
  const { slug, timeoutMs, ...lists } = parse(createEndpointInput, input);
  return transaction(ctx, async (ctx, changed) => {
    await holdCredentials(ctx, lists);
    const row = await ctx.db.endpoint.create({
      data: {
        id: newId(),
        projectId: ctx.projectId,
        slug,
        timeoutMs,
        createdByKind: ctx.actor.kind,
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
        targets: { create: targetRows(lists) },
      },
      select: ENDPOINT_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    const view = toEndpointView(row);
    await recordAudit(ctx, {
      action: "endpoint.create",
      targetId: view.id,
      targetName: slug,
      after: auditFields(view),
    });
    return view;
  }).catch(slugTaken(slug));
}
