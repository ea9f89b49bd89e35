import type { Context } from "../../context";
import { notFound } from "../../errors";
import { isId } from "../../ids";

/** A project of this organization. Throws `not_found`. */
export async function ownProject(ctx: Context, id: string) {
  const row = isId(id)
    ? await ctx.db.project.findFirst({
        where: { id, organizationId: ctx.organizationId },
        select: { id: true, name: true, slug: true },
      })
    : null;
  if (!row) throw notFound("This project");
  return row;
}
