import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { DomainError } from "../errors";
import { parse } from "../parse";
import { findKey, keyChange, within } from "./find";
import { overlapEnd } from "./rotate";
import { type KeyView, type RotateKeyInput, rotateKeyInput } from "./schema";
import { KEY_COLUMNS, toKeyView } from "./view";

/** Ends the overlap of a rotated key at once, or lets it last so long from now. Throws `conflict` for a key that was not rotated, or has stopped. */
export async function changeOverlap(ctx: Context, input: RotateKeyInput): Promise<KeyView> {
  authorise(ctx, "keys:write");
  const { id, overlap } = parse(rotateKeyInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const before = await findKey(ctx, id, { alive: true });
    if (!before.replacedBy) throw new DomainError("conflict", "This key was not rotated: it has no overlap.");
    if (before.overlapEndsAt && before.overlapEndsAt <= new Date()) {
      throw new DomainError(
        "conflict",
        "The overlap of this key has ended. A key that stopped does not come back.",
      );
    }
    const row = await ctx.db.apiKey.update({
      where: { ...within(ctx, id), deletedAt: null },
      data: { overlapEndsAt: overlapEnd(overlap, new Date()) },
      select: KEY_COLUMNS,
    });
    changed(keyChange(row));
    await recordAudit(ctx, {
      action: "api_key.change_overlap",
      targetId: id,
      targetName: row.note,
      before: { overlapEndsAt: before.overlapEndsAt?.toISOString() ?? null },
      after: { overlapEndsAt: row.overlapEndsAt?.toISOString() ?? null },
    });
    return toKeyView(ctx, row);
  });
}
