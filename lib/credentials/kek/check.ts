import type { Db } from "../../db";
import { ConfigurationError } from "../../env";
import { kekFile, kekFolder } from "../../kek-folder";
import { isRecordedKey, recordVersions } from "./check-value";
import { keyEncryption } from "./key-encryption";

/**
 * Proves at start that every KEK version in use is here and is the key that sealed what is stored, so that a wrong or missing
 * one is one clear error and never a failure on a customer's call. New versions are recorded.
 */
export async function checkKek(db: Db): Promise<void> {
  // What is needed is read before what is held: a rotation writes its key first.
  const sealed = await db.credential.groupBy({ by: ["kekVersion"], _count: true });
  const active = await db.kekVersion.findFirst({
    where: { activatedAt: { not: null } },
    orderBy: { version: "desc" },
  });
  const held = new Set(keyEncryption().versions());
  for (const { kekVersion, _count } of sealed) {
    if (!held.has(kekVersion)) refuse(kekVersion, `${credentials(_count)} sealed under it`);
  }
  if (active && !held.has(active.version)) refuse(active.version, "new credentials are sealed under it");
  await recordVersions(db);
  for (const recorded of await db.kekVersion.findMany({ orderBy: { version: "asc" } })) {
    if (!held.has(recorded.version) || (await isRecordedKey(recorded))) continue;
    throw new ConfigurationError(
      `${placeOf(recorded.version)}: is not the key that KEK version ${recorded.version} of this database was made with; restore that key`,
    );
  }
}

const credentials = (count: number) => (count === 1 ? "1 credential is" : `${count} credentials are`);

function refuse(version: number, why: string): never {
  const repair = kekFolder() === null ? `add ${version}:<key> to it` : "restore it from a backup";
  throw new ConfigurationError(
    `${placeOf(version)}: KEK version ${version} is missing, and ${why}; ${repair}`,
  );
}

/** Where a version's key is to be found: a file in the data folder, or the variable. */
function placeOf(version: number): string {
  const folder = kekFolder();
  return folder === null ? "GATEHOUSE_KEK" : kekFile(folder, version);
}
