import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { ConfigurationError } from "../../env";
import { DomainError } from "../../errors";
import { createKekFile, kekFolder, rereadKek } from "../../kek-folder";
import { isRecordedKey, recordVersions } from "./check-value";
import { keyEncryption } from "./key-encryption";

/**
 * The version to rotate to, active from here on: the one whose rotation was interrupted, one that is configured and waits, or a new
 * one, which only a KEK in the data folder can be given here. Throws `invalid_input` when a person has to configure it first.
 */
export async function beginRotation(ctx: Context): Promise<number> {
  const active = await ctx.db.kekVersion.findFirstOrThrow({
    where: { activatedAt: { not: null } },
    orderBy: { version: "desc" },
  });
  const newest = keyEncryption().versions()[0]!;
  if (newest > active.version) return activate(ctx, newest);
  if (!active.completedAt) return active.version;
  return activate(ctx, makeVersion(active.version + 1));
}

/** On the disk before anything is sealed under it, so that every process that meets it finds it. */
function makeVersion(version: number): number {
  const folder = kekFolder();
  if (folder === null) throw newKeyNeeded(version);
  createKekFile(folder, version);
  rereadKek();
  return version;
}

async function activate(ctx: Context, version: number): Promise<number> {
  await recordVersions(ctx.db);
  const recorded = await ctx.db.kekVersion.findUniqueOrThrow({ where: { version } });
  if (!(await isRecordedKey(recorded))) {
    throw new ConfigurationError(`GATEHOUSE_KEK: version ${version} is another key than was recorded for it`);
  }
  await transaction(ctx, async (ctx) => {
    // Waits for whoever seals under an older version right now; later ones see the new version (active.ts).
    await ctx.db.$executeRaw`SELECT version FROM kek_versions FOR UPDATE`;
    await ctx.db.kekVersion.update({ where: { version }, data: { activatedAt: new Date() } });
    await recordAudit(ctx, {
      action: "kek.rotation_started",
      targetId: null,
      targetName: `KEK version ${version}`,
    });
  });
  return version;
}

const newKeyNeeded = (version: number) =>
  new DomainError(
    "invalid_input",
    `GATEHOUSE_KEK comes from the environment: make a new key (--print-new-key, or --new-key-file PATH), set GATEHOUSE_KEK=${version}:<new key>,${version - 1}:<present key> for every server and for this command, restart the servers, then run this again.`,
  );
