import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { env } from "../env";
import { newId } from "../ids";
import { requireOwnProject } from "../own-project";
import { parse } from "../parse";
import { keyChange } from "./find";
import { limitColumns } from "./limits";
import { type CreatedKey, type CreateKeyInput, createKeyInput } from "./schema";
import { displaySecret, generateSecret, hashSecret } from "./secret";
import { KEY_COLUMNS, toKeyView } from "./view";

/** Creates an API key. The result holds its secret: the only time that it exists outside its user's hands. */
export async function createKey(ctx: Context, input: CreateKeyInput): Promise<CreatedKey> {
  authorise(ctx, "keys:write");
  const { note, expiresAt, gatewayOnly, ...limits } = parse(createKeyInput, input);
  const secret = generateSecret(env().GATEHOUSE_KEY_PREFIX);
  return transaction(ctx, async (ctx, changed) => {
    await requireOwnProject(ctx);
    const row = await ctx.db.apiKey.create({
      data: {
        id: newId(),
        projectId: ctx.projectId,
        note,
        noteSort: note.toLowerCase(),
        displaySecret: displaySecret(secret),
        secretHash: Buffer.from(hashSecret(secret), "hex"),
        expiresAt,
        gatewayOnly,
        ...limitColumns(limits),
        createdByKind: ctx.actor.kind,
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
      },
      select: KEY_COLUMNS,
    });
    // A process may hold "unknown key" for this very hash.
    changed(keyChange(row));
    await recordAudit(ctx, {
      action: "api_key.create",
      targetId: row.id,
      targetName: note,
      after: { note, expiresAt, gatewayOnly, ...limits },
    });
    return { ...toKeyView(ctx, row), secret };
  });
}
