import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { DomainError } from "../errors";
import { parse } from "../parse";
import { holdMembers } from "./members/owners";
import { DELETION_MS } from "./projects/delete";
import { type DeleteOrganizationInput, deleteOrganizationInput } from "./schema";

/**
 * Deletes an organization with its projects and everything in them, once its name was typed. Calls of its keys are told `invalid_api_key`
 * from the next one on, and who is in no other organization is signed out. The audit log and what was used stay.
 */
export async function deleteOrganization(ctx: Context, input: DeleteOrganizationInput): Promise<void> {
  authorise(ctx, "organization:own");
  const { confirmName } = parse(deleteOrganizationInput, input);
  return transaction(
    ctx,
    async (ctx, changed) => {
      const { organizationId: id } = ctx;
      await holdMembers(ctx);
      const { name } = await ctx.db.organization.findUniqueOrThrow({ where: { id }, select: { name: true } });
      if (confirmName !== name) {
        const message = `Type ${name} to delete the organization with everything in it.`;
        throw new DomainError("conflict", message, { confirmName: message });
      }
      const projects = await ctx.db.project.findMany({ where: { organizationId: id }, select: { id: true } });
      const keys = await ctx.db.apiKey.findMany({
        where: { project: { organizationId: id } },
        select: { secretHash: true },
      });
      const members = await ctx.db.membership.count({ where: { organizationId: id } });
      const here = { memberships: { some: { organizationId: id } } };
      await ctx.db.user.updateMany({
        where: { AND: [here, { memberships: { none: { organizationId: { not: id } } } }] },
        data: { sessionVersion: { increment: 1 } },
      });
      await ctx.db.organization.delete({ where: { id } });
      for (const { secretHash } of keys)
        changed({ kind: "key", hash: Buffer.from(secretHash).toString("hex") });
      for (const project of projects) changed({ kind: "routes", projectId: project.id });
      changed({ kind: "organization", organizationId: id });
      await recordAudit(ctx, {
        action: "organization.delete",
        targetId: id,
        targetName: name,
        before: { name, projects: projects.length, apiKeys: keys.length, members },
      });
    },
    { standing: "changes-members", timeoutMs: DELETION_MS },
  );
}
