import type { Db } from "../db";
import { ConfigurationError, env } from "../env";
import { open, seal } from "./seal";

export const KEK_VERSION = 1;
const CHECK_CONTEXT = "gatehouse:kek-check";
const CHECK_TEXT = "gatehouse";

/** Reads a key of 32 bytes written as base64 or hex. */
export function parseKek(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length !== 32) throw new ConfigurationError("GATEHOUSE_KEK: must be 32 bytes as base64 or hex");
  return key;
}

/** The key-encryption key of this installation. Throws ConfigurationError when none is set. */
export function kek(): Buffer {
  const text = env().GATEHOUSE_KEK;
  if (!text) throw new ConfigurationError("GATEHOUSE_KEK: is not set; credentials cannot be sealed");
  return parseKek(text);
}

/**
 * Proves at start that the KEK is the one that sealed what is stored, so that a wrong one is one clear error and never a
 * failure on a customer's call. The first start records its check value.
 */
export async function checkKek(db: Db): Promise<void> {
  const checkValue = seal(kek(), CHECK_CONTEXT, Buffer.from(CHECK_TEXT));
  await db.kekVersion.createMany({ data: [{ version: KEK_VERSION, checkValue }], skipDuplicates: true });
  const stored = await db.kekVersion.findUniqueOrThrow({ where: { version: KEK_VERSION } });
  try {
    open(kek(), CHECK_CONTEXT, stored.checkValue);
  } catch {
    throw new ConfigurationError(
      "GATEHOUSE_KEK: is not the key that sealed the stored credentials; restore the KEK this database was used with",
    );
  }
}
