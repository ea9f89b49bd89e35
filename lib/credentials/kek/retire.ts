import { z } from "zod";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { DomainError, notFound } from "../../errors";
import { deleteKekFile, kekFolder, versionsIn } from "../../kek-folder";
import { parse } from "../../parse";
import { alone } from "./alone";
import { authoriseOperator } from "./operator";

const retireKekInput = z.object({
  version: z.number({ error: "Name a version number, such as 1." }).int().min(1).max(999_999_999),
});

export type RetiredKek = {
  version: number;
  /** Whether its file in the data folder was deleted; a key in the environment is for a person to remove. */
  deleted: boolean;
};

/** Gives up a KEK version that nothing is sealed under any more. Throws `conflict` while something is. */
export async function retireKek(ctx: Context, input: { version: number }): Promise<RetiredKek> {
  authoriseOperator(ctx);
  const { version } = parse(retireKekInput, input);
  return alone(async () => {
    const forgotten = await forget(ctx, version);
    const folder = kekFolder();
    const deleted = folder !== null && versionsIn(folder).includes(version);
    if (!forgotten && !deleted) throw notFound(`KEK version ${version}`);
    if (deleted) deleteKekFile(folder, version);
    return { version, deleted };
  });
}

/** False when an earlier retirement, cut off before the file was deleted, has done so. */
async function forget(ctx: Context, version: number): Promise<boolean> {
  return transaction(ctx, async (ctx) => {
    const active = await ctx.db.kekVersion.aggregate({
      _max: { version: true },
      where: { activatedAt: { not: null } },
    });
    if (active._max.version === version) {
      throw new DomainError("conflict", `KEK version ${version} is the current one. Rotate first.`);
    }
    // Waits for whoever seals under it right now (active.ts), so that the count misses nobody.
    const { count } = await ctx.db.kekVersion.deleteMany({ where: { version } });
    const credentials = await ctx.db.credential.count({ where: { kekVersion: version } });
    if (credentials > 0) {
      throw new DomainError(
        "conflict",
        `${credentials} credential(s) are sealed under KEK version ${version}. Run gatehouse kek rotate first.`,
      );
    }
    if (count === 0) return false;
    await recordAudit(ctx, {
      action: "kek.version_retired",
      targetId: null,
      targetName: `KEK version ${version}`,
    });
    return true;
  });
}
