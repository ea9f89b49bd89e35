import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startMark } from "./processes";

/** A server holds the database for as long as it runs, a command for seconds. */
export type Role = "server" | "command";
export type Owner = { pid: number; mark: string; role: Role };

const ownerFile = (home: string) => join(home, "postgres.owner");

/** The living process that started the database in this folder and will stop it; null when there is none. */
export const currentOwner = (home: string): Owner | null => readOwner(ownerFile(home));

function readOwner(path: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(path, "utf8")) as Owner;
    return isAlive(owner.pid) && startMark(owner.pid) === owner.mark ? owner : null;
  } catch {
    return null;
  }
}

/** Makes this process the owner. False when another one was quicker. */
export function takeOwnership(home: string, role: Role): boolean {
  const path = ownerFile(home);
  const unfinished = `${path}.${process.pid}`;
  try {
    clearDeadOwner(home);
    const owner: Owner = { pid: process.pid, mark: startMark(process.pid), role };
    writeFileSync(unfinished, JSON.stringify(owner), { mode: 0o600 });
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Moved away before it is judged, so that a living owner who came in between is seen and put back. */
function clearDeadOwner(home: string): void {
  const path = ownerFile(home);
  if (!existsSync(path) || currentOwner(home)) return;
  const aside = `${path}.${process.pid}.dead`;
  renameSync(path, aside);
  if (readOwner(aside)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/** Gives the folder up, for the next start. */
export const releaseOwnership = (home: string) => rmSync(ownerFile(home), { force: true });
