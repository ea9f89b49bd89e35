import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseAccount } from "./account";
import { packagedBinaries, runnableBinaries } from "./binaries";
import { startCluster } from "./cluster";
import { SUPERUSER } from "./initialise";

/** A PostgreSQL for tests and tools: in a temporary folder, quick rather than durable, gone when stopped. */
export async function startScratchCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "gatehouse-scratch-"));
  const account = databaseAccount();
  chmodSync(home, 0o711);
  if (account) chownSync(home, account.uid, account.gid);
  const password = randomBytes(16).toString("hex");
  const cluster = await startCluster({
    folder: join(home, "postgres"),
    password,
    account,
    binaries: runnableBinaries(packagedBinaries(), account, () => home),
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"],
  });
  return {
    url: databaseUrl(cluster.port, password, "postgres"),
    async stop() {
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const databaseUrl = (port: number, password: string, database: string) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
