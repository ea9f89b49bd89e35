import type { Context } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { KEY_COLUMNS } from "./view";

/** Where a key of this project is; another project's id matches nothing. */
export const within = (ctx: Context, id: string) => ({
  id,
  projectId: ctx.projectId,
  project: { organizationId: ctx.organizationId },
});

/** A key of this project. `alive` leaves tombstones out. Throws `not_found`. */
export async function findKey(ctx: Context, id: string, { alive }: { alive: boolean }) {
  const row = isId(id)
    ? await ctx.db.apiKey.findFirst({
        where: { ...within(ctx, id), ...(alive ? { deletedAt: null } : {}) },
        select: KEY_COLUMNS,
      })
    : null;
  if (!row) throw notFound("This API key");
  return row;
}

/** The name by which caches know a key. */
export const keyChange = (row: { secretHash: Uint8Array }) => ({
  kind: "key" as const,
  hash: Buffer.from(row.secretHash).toString("hex"),
});
