import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { DomainError } from "../../errors";
import { parse } from "../../parse";
import { projectCallsLastDay } from "../../usage";
import { type DeleteProjectInput, deleteProjectInput, type ProjectContents, projectIdInput } from "../schema";
import { ownProject } from "./own";

/** What goes with a project when it is deleted. */
export async function projectContents(ctx: Context, input: { id: string }): Promise<ProjectContents> {
  authorise(ctx, "projects:write");
  const { id } = parse(projectIdInput, input);
  const { name } = await ownProject(ctx, id);
  return { name, ...(await countContents(ctx, id)) };
}

async function countContents(ctx: Context, projectId: string): Promise<Omit<ProjectContents, "name">> {
  const { db } = ctx;
  const now = new Date();
  const living = { projectId, deletedAt: null };
  const [apiKeys, activeApiKeys, credentials, endpoints, callsPastDay] = await Promise.all([
    db.apiKey.count({ where: living }),
    db.apiKey.count({
      where: { ...living, enabled: true, AND: [lasts("expiresAt", now), lasts("overlapEndsAt", now)] },
    }),
    db.credential.count({ where: { projectId } }),
    db.endpoint.count({ where: { projectId } }),
    projectCallsLastDay({ ...ctx, projectId }),
  ]);
  return { apiKeys, activeApiKeys, credentials, endpoints, callsPastDay };
}

const lasts = (column: "expiresAt" | "overlapEndsAt", now: Date) => ({
  OR: [{ [column]: null }, { [column]: { gt: now } }],
});

/** A project may have hundreds of thousands of keys, each of which every process is told of. */
export const DELETION_MS = 120_000;

/**
 * Deletes a project with its keys, credentials and endpoints, for good, once its name was typed. Calls of its keys are told
 * `invalid_api_key` from the next one on; what was used stays recorded.
 */
export async function deleteProject(ctx: Context, input: DeleteProjectInput): Promise<void> {
  authorise(ctx, "projects:write");
  const { id, confirmName } = parse(deleteProjectInput, input);
  return transaction(
    ctx,
    async (ctx, changed) => {
      const { name, slug } = await ownProject(ctx, id);
      if (confirmName !== name) {
        const message = `Type ${name} to delete the project with everything in it.`;
        throw new DomainError("conflict", message, { confirmName: message });
      }
      // Locked, so that no key is made in it between the counting and the end.
      await ctx.db.$queryRaw`SELECT 1 FROM projects WHERE id = ${id}::uuid FOR UPDATE`;
      const counts = await countContents(ctx, id);
      const keys = await ctx.db.apiKey.findMany({ where: { projectId: id }, select: { secretHash: true } });
      await ctx.db.project.delete({ where: { id, organizationId: ctx.organizationId } });
      for (const { secretHash } of keys)
        changed({ kind: "key", hash: Buffer.from(secretHash).toString("hex") });
      changed({ kind: "routes", projectId: id });
      await recordAudit(
        { ...ctx, projectId: id },
        {
          action: "project.delete",
          targetId: id,
          targetName: name,
          before: { name, slug, ...counts },
        },
      );
    },
    { timeoutMs: DELETION_MS },
  );
}
