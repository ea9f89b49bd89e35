import type { Db } from "../../db";
import { recordVersions } from "./check-value";

/**
 * The version that new data keys are sealed under, held until the caller's transaction ends: a rotation waits for whoever seals
 * under the old one, and whoever waited for a rotation sees its version.
 */
export async function activeVersion(db: Db): Promise<number> {
  await db.$executeRaw`SELECT version FROM kek_versions FOR KEY SHARE`;
  const [row] = await db.$queryRaw<{ version: number | null }[]>`
    SELECT max(version) AS version FROM kek_versions WHERE activated_at IS NOT NULL`;
  if (row?.version) return row.version;
  await recordVersions(db);
  return activeVersion(db);
}
