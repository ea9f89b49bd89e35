import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { findKey, keyChange, within } from "./find";
import { type KeyView, keyIdInput } from "./schema";
import { KEY_COLUMNS, toKeyView } from "./view";

/** Deletes a key for good. A tombstone stays, so that later calls are told `revoked_api_key`. */
export async function deleteKey(ctx: Context, input: { id: string }): Promise<KeyView> {
  authorise(ctx, "keys:write");
  const { id } = parse(keyIdInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const before = await findKey(ctx, id, { alive: true });
    const row = await ctx.db.apiKey.update({
      where: { ...within(ctx, id), deletedAt: null },
      data: { deletedAt: new Date() },
      select: KEY_COLUMNS,
    });
    changed(keyChange(row));
    await recordAudit(ctx, {
      action: "api_key.delete",
      targetId: id,
      targetName: row.note,
      before: { note: before.note, displaySecret: before.displaySecret, enabled: before.enabled },
    });
    return toKeyView(ctx, row);
  });
}
