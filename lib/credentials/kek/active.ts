import type { Db } from "../../db";
import { recordVersions } from "./check-value";

/**
 * The version that new data keys are sealed under, held until the caller's transaction ends: a rotation waits for whoever seals
 * under the old one, and whoever waited for a rotation sees its version.
 */
export async function activeVersion(db: Db): Promise<number> {
  const version = await holdActive(db);
  if (version !== null) return version;
  await recordVersions(db);
  return (await holdActive(db))!;
}

async function holdActive(db: Db): Promise<number | null> {
  await db.$executeRaw`SELECT version FROM kek_versions FOR KEY SHARE`;
  const { _max } = await db.kekVersion.aggregate({
    _max: { version: true },
    where: { activatedAt: { not: null } },
  });
  return _max.version;
}
