import { authorise } from "../access";
import type { Context } from "../context";
import { pool } from "../db";
import { DomainError } from "../errors";
import { isId } from "../ids";
import { parse } from "../parse";
import { type MarkNoticesReadInput, markNoticesReadInput } from "./schema";

/**
 * Remembers for one person that notices were seen; those of another organization are passed over. It changes nothing of the organization,
 * so that no audit event tells of it.
 */
export async function markNoticesRead(ctx: Context, input: MarkNoticesReadInput): Promise<void> {
  authorise(ctx, "usage:read");
  const marked = parse(markNoticesReadInput, input);
  if (ctx.actor.kind !== "USER") throw new DomainError("forbidden", "Only people read notices.");
  const ids = "ids" in marked ? marked.ids.filter(isId) : null;
  await pool().query(
    `INSERT INTO notice_readings (notice_id, user_id)
     SELECT n.id, $2 FROM notices n WHERE n.organization_id = $1 AND ($3::uuid[] IS NULL OR n.id = ANY ($3))
     ON CONFLICT DO NOTHING`,
    [ctx.organizationId, ctx.actor.id, ids],
  );
}
