import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Account, canEnter, databaseAccount } from "./account";
import { StoreError } from "./errors";

/** Where the embedded database lives (`<home>/postgres`) and which account runs it. */
export type Place = { home: string; account: Account | null };

const SHELTER = "/var/lib/gatehouse";
/** In the data folder, when the database could not live there: the folder where it does. */
const POINTER = "database-folder";

/** Makes the data folder, private to us but passable for the account that PostgreSQL runs as. */
export function makeDataFolder(dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: databaseAccount() ? 0o711 : 0o700 });
}

/** The data folder itself; below /var/lib when we are root and the database's account cannot reach the data folder. */
export function placeCluster(dataFolder: string): Place {
  const pointer = join(dataFolder, POINTER);
  const pointed = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : null;
  if (pointed && !existsSync(pointed)) {
    throw new StoreError(
      `The database of ${dataFolder} was in ${pointed}, which is gone. Restore it, or remove ${pointer} to begin anew.`,
    );
  }
  if (pointed) return { home: pointed, account: accountOf(pointed) };
  const account = accountOf(dataFolder);
  if (account) letPass(dataFolder);
  if (canEnter(account, dataFolder)) return { home: dataFolder, account };
  const home = join(SHELTER, randomBytes(8).toString("hex"));
  mkdirSync(SHELTER, { recursive: true, mode: 0o755 });
  mkdirSync(home, { mode: 0o711 });
  writeFileSync(pointer, `${home}\n`, { mode: 0o600 });
  return { home, account };
}

/** As root: whoever owns the database files already (a plain user's data folder, started by root), else the usual account. */
function accountOf(home: string): Account | null {
  const usual = databaseAccount();
  const cluster = join(home, "postgres");
  if (!usual || !existsSync(cluster)) return usual;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? usual : { name: String(uid), uid, gid };
}

function letPass(folder: string): void {
  const { mode, uid } = statSync(folder);
  if (uid === 0 && (mode & 0o011) !== 0o011) chmodSync(folder, (mode & 0o777) | 0o011);
}
