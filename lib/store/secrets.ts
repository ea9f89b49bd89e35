import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "./errors";

const BYTES = 32;

/** What we need and generate ourselves when it was not given: variable, file in the data folder, encoding. */
const GENERATED = [
  { variable: "NEXTAUTH_SECRET", file: "session-secret", encoding: "base64url" },
  { variable: "GATEHOUSE_KEK", file: "kek", encoding: "base64" },
] as const;

/** Puts the secrets that were not given into process.env, from the data folder, where the first start makes them. */
export function provideSecrets(dataFolder: string): void {
  for (const { variable, file, encoding } of GENERATED) {
    process.env[variable] ||= keptSecret(join(dataFolder, file), encoding);
  }
}

/** A secret of 32 random bytes, made at its first use and kept in a file that only its owner can read. */
export function keptSecret(path: string, encoding: "base64" | "base64url" | "hex"): string {
  const secret = read(path) ?? create(path, randomBytes(BYTES).toString(encoding));
  // Nothing new in its place: what was sealed under the lost one would be lost in silence.
  if (secret.length < BYTES) throw new StoreError(`${path} is damaged. Restore it from a backup.`);
  return secret;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Appears whole or not at all, and the first of two processes wins. */
function create(path: string, secret: string): string {
  const unfinished = `${path}.${process.pid}`;
  try {
    writeFileSync(unfinished, `${secret}\n`, { mode: 0o600 });
    linkSync(unfinished, path);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return read(path) ?? "";
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
