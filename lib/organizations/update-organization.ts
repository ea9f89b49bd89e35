import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { type OrganizationSettings, type UpdateOrganizationInput, updateOrganizationInput } from "./schema";
import { storedOrganization, toSettings } from "./settings";

/** Changes an organization's name, limits, or whether notices are e-mailed; what is left out stays. */
export async function updateOrganization(
  ctx: Context,
  input: UpdateOrganizationInput,
): Promise<OrganizationSettings> {
  authorise(ctx, "organization:write");
  const data = parse(updateOrganizationInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const { organizationId } = ctx;
    const before = toSettings(await storedOrganization(ctx));
    await ctx.db.organization.update({ where: { id: organizationId }, data });
    const after = toSettings(await storedOrganization(ctx));
    changed({ kind: "organization", organizationId });
    await recordAudit(ctx, {
      action: "organization.update",
      targetId: organizationId,
      targetName: after.name,
      before: changeable(before),
      after: changeable(after),
    });
    return after;
  });
}

const changeable = ({ name, requestsPerMinute, concurrency, noticesByEmail }: OrganizationSettings) => ({
  name,
  requestsPerMinute,
  concurrency,
  noticesByEmail,
});
