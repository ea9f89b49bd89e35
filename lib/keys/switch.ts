import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { parse } from "../parse";
import { findKey, keyChange, within } from "./find";
import { type KeyView, keyIdInput } from "./schema";
import { KEY_COLUMNS, toKeyView } from "./view";

/** Turns a key off: its next call is refused with `disabled_api_key`. Doing it twice changes nothing. */
export const disableKey = (ctx: Context, input: { id: string }) => switchKey(ctx, input, false);

/** Turns a key on again. Doing it twice changes nothing. */
export const enableKey = (ctx: Context, input: { id: string }) => switchKey(ctx, input, true);

async function switchKey(ctx: Context, input: { id: string }, enabled: boolean): Promise<KeyView> {
  authorise(ctx, "keys:write");
  const { id } = parse(keyIdInput, input);
  return transaction(ctx, async (ctx, changed) => {
    const before = await findKey(ctx, id, { alive: true });
    if (before.enabled === enabled) return toKeyView(ctx, before);
    const row = await ctx.db.apiKey.update({
      where: { ...within(ctx, id), deletedAt: null },
      data: { enabled },
      select: KEY_COLUMNS,
    });
    changed(keyChange(row));
    await recordAudit(ctx, {
      action: enabled ? "api_key.enable" : "api_key.disable",
      targetId: id,
      targetName: row.note,
      before: { enabled: before.enabled },
      after: { enabled },
    });
    return toKeyView(ctx, row);
  });
}
