import { execFileSync, spawnSync } from "node:child_process";
import { StoreError } from "./errors";

/** The system account that PostgreSQL runs as when we are root, which it refuses to be. */
export type Account = { name: string; uid: number; gid: number };

const CANDIDATES = ["postgres", "nobody"];

/** The account to drop to, or null when we are not root and PostgreSQL simply runs as we do. */
export function databaseAccount(): Account | null {
  if (process.platform === "win32" || process.getuid?.() !== 0) return null;
  for (const name of CANDIDATES) {
    const uid = numericId("-u", name);
    const gid = numericId("-g", name);
    if (uid && gid) return { name, uid, gid };
  }
  throw new StoreError(
    "PostgreSQL does not run as root, and there is neither a postgres nor a nobody account. Start as another user, or set DATABASE_URL.",
  );
}

function numericId(flag: "-u" | "-g", name: string): number | null {
  try {
    return Number(
      execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return null;
  }
}

/** The spawn options that make a child run as the account. */
export const runAs = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {});

/** Whether the account can enter a folder, which takes the right to pass through every folder above it. */
export function canEnter(account: Account | null, folder: string): boolean {
  if (!account) return true;
  const probe = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    ...runAs(account),
    stdio: "ignore",
    cwd: "/",
  });
  return probe.status === 0;
}
