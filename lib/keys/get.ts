import { authorise } from "../access";
import type { Context } from "../context";
import { parse } from "../parse";
import { findKey } from "./find";
import { type KeyView, keyIdInput } from "./schema";
import { toKeyView } from "./view";

/** One key of the project, deleted ones included (status `revoked`). */
export async function getKey(ctx: Context, input: { id: string }): Promise<KeyView> {
  authorise(ctx, "keys:read");
  const { id } = parse(keyIdInput, input);
  return toKeyView(ctx, await findKey(ctx, id, { alive: false }));
}
