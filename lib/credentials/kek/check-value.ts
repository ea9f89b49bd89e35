import type { Db } from "../../db";
import { keyEncryption } from "./key-encryption";

const CHECK_CONTEXT = "gatehouse:kek-check";
const CHECK_TEXT = Buffer.from("gatehouse");

/**
 * Records the versions that are new here, each with a value that only its key opens. On an empty database the newest one is
 * active at once; later ones wait for their rotation. A version older than what is recorded was retired, and stays so.
 */
export async function recordVersions(db: Db): Promise<void> {
  const keys = keyEncryption();
  const held = keys.versions();
  const { _max } = await db.kekVersion.aggregate({ _max: { version: true } });
  const first = _max.version === null;
  const fresh = first ? held.slice(0, 1) : held.filter((version) => version > _max.version!);
  const activatedAt = first ? new Date() : null;
  for (const version of fresh) {
    const checkValue = await keys.seal(version, CHECK_CONTEXT, CHECK_TEXT);
    await db.kekVersion.createMany({
      data: [{ version, checkValue, activatedAt, completedAt: activatedAt }],
      skipDuplicates: true,
    });
  }
}

/** Whether the key held for a version is the one that it was recorded with. */
export async function isRecordedKey(recorded: { version: number; checkValue: Uint8Array }): Promise<boolean> {
  try {
    const opened = await keyEncryption().open(recorded.version, CHECK_CONTEXT, recorded.checkValue);
    return CHECK_TEXT.equals(opened);
  } catch {
    return false;
  }
}
