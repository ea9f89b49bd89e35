import { readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./processes";

export type Postmaster = { pid: number; port: number; ready: boolean };

/** The PostgreSQL that runs on these files, by its own pid file; null when none does. */
export function postmaster(folder: string): Postmaster | null {
  const lines = readPidFile(folder)?.split("\n");
  if (!lines) return null;
  const pid = Math.abs(Number(lines[0]));
  if (!pid || !isAlive(pid) || !isPostgres(pid)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** Removes a pid file whose process id now belongs to something else (a restarted container); PostgreSQL would wait for that. */
export function clearStalePidFile(folder: string): void {
  const pid = Math.abs(Number(readPidFile(folder)?.split("\n")[0]));
  if (pid && isAlive(pid) && !isPostgres(pid)) unlinkSync(join(folder, "postmaster.pid"));
}

function readPidFile(folder: string): string | null {
  try {
    return readFileSync(join(folder, "postmaster.pid"), "utf8");
  } catch {
    return null;
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return process.platform !== "linux";
  }
}
