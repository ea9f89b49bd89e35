import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError, env, forgetEnv } from "./env";
import { formatKekKeys, type KekKeys, parseKekKeys } from "./kek-keys";
import { createSecretFile, deleteSecretFile } from "./secret-file";

const FILE = /^kek(?:\.([1-9]\d{0,8}))?$/;
const KEK_BYTES = 32;

/** `kek` holds version 1, `kek.2` version 2, and so on. */
export const kekFile = (folder: string, version: number) =>
  join(folder, version === 1 ? "kek" : `kek.${version}`);

// Next bundles its own copy of this module into the same process: what GATEHOUSE_KEK was set to, and from where, is on globalThis.
const shared = globalThis as unknown as { gatehouseKek?: { folder: string; setting: string } };

/** The folder that GATEHOUSE_KEK was read from; null when a person set it. */
export function kekFolder(): string | null {
  const { gatehouseKek: held } = shared;
  return held && process.env.GATEHOUSE_KEK === held.setting ? held.folder : null;
}

/** Puts the KEK into the environment from a folder, where the first start makes it; one that was given stays. */
export function provideKek(folder: string): void {
  if (process.env.GATEHOUSE_KEK && kekFolder() === null) return;
  if (versionsIn(folder).length === 0) createKekFile(folder, 1);
  use(folder, readKekFiles(folder));
}

/** Reads the folder's files again when the KEK came from there, so that a running process knows a version made since. */
export function rereadKek(): void {
  const folder = kekFolder();
  if (folder === null) return;
  const known = env().GATEHOUSE_KEK ?? new Map<number, Buffer>();
  const found = readKekFiles(folder);
  if ([...found.keys()].some((version) => !known.has(version))) use(folder, new Map([...found, ...known]));
}

/** Makes the key of a version, on the disk before this returns. When another process was quicker, its key stands. */
export function createKekFile(folder: string, version: number): void {
  const alike = kekFile(folder, versionsIn(folder)[0] ?? 1);
  createSecretFile(kekFile(folder, version), randomBytes(KEK_BYTES).toString("base64"), alike);
}

/** Forgets the key of a version for good, here and in the folder. */
export function deleteKekFile(folder: string, version: number): void {
  deleteSecretFile(kekFile(folder, version));
  use(folder, readKekFiles(folder));
}

/** The versions whose files are in a folder. */
export function versionsIn(folder: string): number[] {
  const names = readdirSync(folder).map((name) => FILE.exec(name));
  return names.flatMap((match) => (match ? [Number(match[1] ?? 1)] : []));
}

function readKekFiles(folder: string): KekKeys {
  const keys = versionsIn(folder).map((version) => [version, readKekFile(kekFile(folder, version))] as const);
  return new Map(keys.flatMap(([version, key]) => (key ? [[version, key]] : [])));
}

/** Null when it was retired a moment ago. */
function readKekFile(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    if (!text.includes(":")) return parseKekKeys(text).get(1)!;
  } catch {}
  // Nothing new in its place: what was sealed under the lost one would be lost in silence.
  throw new ConfigurationError(`${path} is damaged. Restore it from a backup.`);
}

function use(folder: string, keys: KekKeys): void {
  const setting = formatKekKeys(keys);
  shared.gatehouseKek = { folder, setting };
  process.env.GATEHOUSE_KEK = setting;
  forgetEnv();
}
