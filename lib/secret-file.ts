import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a secret that appears whole or not at all, survives a power cut, and that only its owner can read. False when the file
 * was there already: the first of two processes wins. As root it goes to whoever owns `alike`.
 */
export function createSecretFile(path: string, secret: string, alike?: string): boolean {
  const unfinished = `${path}.new-${process.pid}`;
  rmSync(unfinished, { force: true });
  try {
    write(unfinished, `${secret}\n`, alike);
    linkSync(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(path));
  return true;
}

/** Removes a secret for good. */
export function deleteSecretFile(path: string): void {
  rmSync(path, { force: true });
  syncFolder(dirname(path));
}

function write(path: string, content: string, alike: string | undefined): void {
  const file = openSync(path, "wx", 0o600);
  try {
    if (alike && process.getuid?.() === 0 && existsSync(alike)) {
      const { uid, gid } = statSync(alike);
      fchownSync(file, uid, gid);
    }
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A name in a folder is on the disk once the folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
