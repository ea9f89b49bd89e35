import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { findKey, keyChange, within } from "./find";
import { limitColumns, refuseLimits } from "./limits";
import { type KeyView, type UpdateKeyInput, updateKeyInput } from "./schema";
import { KEY_COLUMNS, type KeyRow, toKeyView, toLimitsView } from "./view";

/** Changes a key's note, expiry or limits; what is left out stays, and the secret always does. */
export async function updateKey(ctx: Context, input: UpdateKeyInput): Promise<KeyView> {
  authorise(ctx, "keys:write");
  const { id, note, expiresAt, enabled, gatewayOnly, ...limits } = parse(updateKeyInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const before = await findKey(ctx, id, { alive: true });
    if (before.legacy) refuseLimits(limits);
    const row = await ctx.db.apiKey.update({
      where: { ...within(ctx, id), deletedAt: null },
      data: { note, noteSort: note?.toLowerCase(), expiresAt, enabled, gatewayOnly, ...limitColumns(limits) },
      select: KEY_COLUMNS,
    });
    changed(keyChange(row));
    await recordAudit(ctx, {
      action: "api_key.update",
      targetId: id,
      targetName: row.note,
      before: changeable(before),
      after: changeable(row),
    });
    return toKeyView(ctx, row);
  });
}

const changeable = (row: KeyRow) => ({
  note: row.note,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  enabled: row.enabled,
  gatewayOnly: row.gatewayOnly,
  ...toLimitsView(row),
});
