import { env } from "../env";
import { parseNote, parseTime } from "./import-fields";
import type { ImportLine } from "./read-csv";
import {
  type ImportedEntry,
  type ImportProblem,
  MAX_LEGACY_SECRET_LENGTH,
  MIN_LEGACY_SECRET_LENGTH,
} from "./schema";
import { hashSecret, kindOf } from "./secret";

/** A key to be imported; its plaintext, if there was one, is gone. */
export type LegacyKey = {
  line: number;
  note: string;
  /** SHA-256 in hex. */
  hash: string;
  displaySecret: string;
  expiresAt: Date | null;
};

/** What an entry may have, and how people write it. */
const FIELDS: Record<keyof ImportedEntry, string> = {
  note: "note",
  secret: "secret",
  sha256: "sha256",
  expiresAt: "expires_at",
};
const SHA256 = /^[0-9a-f]{64}$/i;
/** What a header can carry: visible characters of ASCII. */
const PRESENTABLE = /^[\x21-\x7e]+$/;

/** Reads one line. What is wrong with it is a value: other lines may be right. */
export function readLine(read: ImportLine): LegacyKey | ImportProblem {
  const { line } = read;
  const problem = (field: ImportProblem["field"], message: string): ImportProblem => ({
    line,
    field,
    message,
  });
  if ("problem" in read) return problem(null, read.problem);
  const { entry } = read;
  const unknown = Object.keys(entry).find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) return problem(null, unknownField(unknown));
  const note = parseNote(entry.note);
  if (typeof note !== "string") return problem("note", note.message);
  const expiresAt = parseTime(entry.expiresAt);
  if (expiresAt !== null && "message" in expiresAt) return problem("expires_at", expiresAt.message);
  const secret = given(entry.secret);
  const sha256 = given(entry.sha256);
  if (secret !== null && sha256 !== null)
    return problem("secret", "Give the secret or its SHA-256, not both.");
  if (sha256 !== null) {
    if (!SHA256.test(sha256)) return problem("sha256", "A SHA-256 is 64 hexadecimal digits.");
    const hash = sha256.toLowerCase();
    return { line, note, hash, displaySecret: `sha256:…${hash.slice(-4)}`, expiresAt };
  }
  if (secret === null) return problem("secret", "Give the key's secret, or its SHA-256.");
  const wrong = wrongSecret(secret);
  if (wrong) return problem("secret", wrong);
  return { line, note, hash: hashSecret(secret), displaySecret: `…${secret.slice(-4)}`, expiresAt };
}

/** A name of letters alone is repeated; anything else may be a secret in the wrong place. */
function unknownField(name: string): string {
  const shown = /^[a-z_]{1,30}$/i.test(name) ? ` "${toSnake(name)}"` : " of one of its names";
  return `A key has no field${shown}. There are ${Object.values(FIELDS).join(", ")}.`;
}

const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const given = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;

function wrongSecret(secret: string): string | null {
  if (secret.length < MIN_LEGACY_SECRET_LENGTH) {
    return `A secret of fewer than ${MIN_LEGACY_SECRET_LENGTH} characters can be guessed. Make a new key instead.`;
  }
  if (secret.length > MAX_LEGACY_SECRET_LENGTH) {
    return `A secret has at most ${MAX_LEGACY_SECRET_LENGTH} characters.`;
  }
  if (!PRESENTABLE.test(secret)) return "A secret has visible ASCII characters only, and no spaces.";
  return kindOf(secret, env().GATEHOUSE_KEY_PREFIX) === "mistyped"
    ? "This looks like a key of this Gatehouse that was mistyped: its checksum does not match."
    : null;
}
