import { join } from "node:path";
import pg from "pg";
import { packagedBinaries, runnableBinaries } from "./binaries";
import { startCluster } from "./cluster";
import { StoreError } from "./errors";
import { currentOwner, type Role, releaseOwnership, takeOwnership } from "./owner";
import { type Place, placeCluster } from "./place";
import { clearStalePidFile, postmaster } from "./postmaster";
import { isAlive, sleep } from "./processes";
import { databaseUrl } from "./scratch";
import { keptSecret } from "./secrets";
import { startSupervised } from "./supervise";

export type Embedded = { url: string; close(): Promise<void> };

const DATABASE = "gatehouse";
const WAIT_MS = 60_000;
const POLL_MS = 50;
const ORPHAN_STOP_MS = 20_000;

/**
 * The database in the data folder: started here, or joined where a running server or command has started it. One server
 * per data folder; a server waits for a command to end, so that it always owns the database it runs on.
 */
export async function openEmbedded(dataFolder: string, role: Role): Promise<Embedded> {
  const place = placeCluster(dataFolder);
  const password = keptSecret(join(dataFolder, "postgres-password"), "hex");
  const untilMs = Date.now() + WAIT_MS;
  while (Date.now() < untilMs) {
    const owner = currentOwner(place.home);
    if (!owner && takeOwnership(place.home, role)) return own(place, password, role);
    if (owner?.role === "server" && role === "server") {
      throw new StoreError(
        `Another Gatehouse (process ${owner.pid}) runs on ${dataFolder}. Stop it, or set GATEHOUSE_DATA_DIR.`,
      );
    }
    const joined = role === "command" ? await joinRunning(place, password) : null;
    if (joined) return joined;
    await sleep(POLL_MS);
  }
  throw new StoreError(
    `The database in ${place.home} is held by process ${currentOwner(place.home)?.pid} and does not answer.`,
  );
}

async function own(place: Place, password: string, role: Role): Promise<Embedded> {
  try {
    const folder = join(place.home, "postgres");
    await endOrphan(folder);
    clearStalePidFile(folder);
    const binaries = runnableBinaries(packagedBinaries(), place.account, () => place.home);
    const options = { folder, password, binaries, account: place.account };
    const cluster = await (role === "server" ? startSupervised(options) : startCluster(options));
    await ensureDatabase(databaseUrl(cluster.port, password, "postgres"));
    return {
      url: databaseUrl(cluster.port, password, DATABASE),
      async close() {
        await cluster.stop(role === "command");
        releaseOwnership(place.home);
      },
    };
  } catch (error) {
    releaseOwnership(place.home);
    throw error;
  }
}

/** Nobody owns this PostgreSQL any more: its parent was killed, and it is stopping or was left alone. */
async function endOrphan(folder: string): Promise<void> {
  const orphan = postmaster(folder);
  if (!orphan) return;
  process.kill(orphan.pid, "SIGINT");
  const untilMs = Date.now() + ORPHAN_STOP_MS;
  while (isAlive(orphan.pid) && Date.now() < untilMs) await sleep(20);
  if (isAlive(orphan.pid))
    throw new StoreError(`A PostgreSQL (process ${orphan.pid}) still uses ${folder} and does not stop.`);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = await connect(url);
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Null while the owner is still starting it, or already stopping it. */
async function joinRunning(place: Place, password: string): Promise<Embedded | null> {
  const running = postmaster(join(place.home, "postgres"));
  if (!running?.ready) return null;
  const url = databaseUrl(running.port, password, DATABASE);
  // Held open for as long as we work: the command that owns the database waits for it before stopping.
  const anchor = await connect(url).catch(() => null);
  return anchor && { url, close: () => anchor.end() };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "gatehouse-store" });
  client.on("error", () => {});
  await client.connect();
  return client;
}
