import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { provideKek } from "../kek-folder";
import { createSecretFile } from "../secret-file";
import { StoreError } from "./errors";

const BYTES = 32;

/** Puts the secrets that were not given into process.env, from the data folder, where the first start makes them. */
export function provideSecrets(dataFolder: string): void {
  process.env.NEXTAUTH_SECRET ||= keptSecret(join(dataFolder, "session-secret"), "base64url");
  provideKek(dataFolder);
}

/** A secret of 32 random bytes, made at its first use and kept in a file that only its owner can read. */
export function keptSecret(path: string, encoding: "base64url" | "hex"): string {
  if (read(path) === null) createSecretFile(path, randomBytes(BYTES).toString(encoding));
  const secret = read(path) ?? "";
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
