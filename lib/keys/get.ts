import { authorise } from "../access";
import type { Context } from "../context";
import { parse } from "../parse";
import { consumption } from "../usage";
import { findKey } from "./find";
import { keyIdInput, type ReadKey } from "./schema";
import { toKeyView } from "./view";

/** One key of the project, deleted ones included (status `revoked`). */
export async function getKey(ctx: Context, input: { id: string }): Promise<ReadKey> {
  authorise(ctx, "keys:read");
  const { id } = parse(keyIdInput, input);
  const row = await findKey(ctx, id, { alive: false });
  const now = new Date();
  return { ...toKeyView(ctx, row, now), consumption: (await consumption([row], now)).get(row.id)! };
}
