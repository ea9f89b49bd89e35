import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 43 base62 characters hold 256.03 bits. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const FORMAT = new RegExp(
  `^[a-z][a-z0-9]{0,11}_([0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);
/** The largest multiple of 62 below 256: bytes from here on would favour some characters. */
const UNBIASED_BELOW = 248;

function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < UNBIASED_BELOW && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** CRC-32 of the random part in six base62 characters, as GitHub's token format has it: tells a mistyped key without a look-up. */
export function checksum(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** A new secret: `<prefix>_<random><checksum>` from the system's CSPRNG. */
export function generateSecret(prefix: string): string {
  const random = randomText(RANDOM_LENGTH);
  return `${prefix}_${random}${checksum(random)}`;
}

/** Whether a text has the form and the checksum of a secret. Any prefix counts, so that changing it breaks no key. */
export function isSecret(text: string): boolean {
  const match = FORMAT.exec(text);
  return match !== null && checksum(match[1]!) === match[2];
}

/**
 * What a presented text can be: one of our secrets, one of them mistyped, or another system's, which may have been imported. A mistyped
 * one needs no look-up.
 */
export function kindOf(text: string, prefix: string): "standard" | "mistyped" | "foreign" {
  if (isSecret(text)) return "standard";
  return text.startsWith(`${prefix}_`) ? "mistyped" : "foreign";
}

/** SHA-256 in hex: what is stored and looked up. A 256-bit random secret needs no slow hash. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");

/** The part that may be shown later: `gk_…4f2a`. */
export const displaySecret = (secret: string): string =>
  `${secret.slice(0, secret.indexOf("_") + 1)}…${secret.slice(-4)}`;
