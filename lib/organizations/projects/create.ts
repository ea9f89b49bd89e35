import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { isDatabaseError, transaction } from "../../db";
import { DomainError } from "../../errors";
import { newId } from "../../ids";
import { parse } from "../../parse";
import { type CreateProjectInput, createProjectInput, type ProjectView } from "../schema";
import { slugOf } from "../slug";

/** Creates a project in the organization. Its slug comes from the name, with a number behind it where that is taken. */
export async function createProject(ctx: Context, input: CreateProjectInput): Promise<ProjectView> {
  authorise(ctx, "projects:write");
  const { name } = parse(createProjectInput, input);
  const id = newId();
  return transaction(ctx, async (ctx) => {
    const { organizationId } = ctx;
    const slug = await freeSlug(slugOf(name), async (slug) => {
      return (await ctx.db.project.count({ where: { organizationId, slug } })) === 0;
    });
    await ctx.db.project.create({ data: { id, organizationId, name, slug } });
    await recordAudit(
      { ...ctx, projectId: id },
      {
        action: "project.create",
        targetId: id,
        targetName: name,
        after: { name, slug },
      },
    );
    return { id, name, slug };
  }).catch((error) => {
    if (!isDatabaseError(error, "P2002")) throw error;
    throw new DomainError("conflict", "A project of this name was made at the same moment. Try again.");
  });
}

async function freeSlug(slug: string, isFree: (slug: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (await isFree(candidate)) return candidate;
  }
}
