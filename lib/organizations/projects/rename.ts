import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { type ProjectView, type RenameProjectInput, renameProjectInput } from "../schema";
import { ownProject } from "./own";

/** Gives a project another name. Its slug stays: scripts know it. */
export async function renameProject(ctx: Context, input: RenameProjectInput): Promise<ProjectView> {
  authorise(ctx, "projects:write");
  const { id, name } = parse(renameProjectInput, input);
  return transaction(ctx, async (ctx) => {
    const before = await ownProject(ctx, id);
    const { slug } = await ctx.db.project.update({
      where: { id, organizationId: ctx.organizationId },
      data: { name },
    });
    await recordAudit(
      { ...ctx, projectId: id },
      {
        action: "project.rename",
        targetId: id,
        targetName: name,
        before: { name: before.name },
        after: { name },
      },
    );
    return { id, name, slug };
  });
}
