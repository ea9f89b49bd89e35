import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, readMigrations } from "./migrate";
import { startScratchCluster } from "./scratch";
import { onServer, TEMPLATE_DATABASE, TEST_SERVER_VARIABLE, withDatabase } from "./testing";

/** One PostgreSQL for the whole run, with a migrated database that each test file copies in some 50 ms. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), "gatehouse-test-data-"));
  process.env.GATEHOUSE_DATA_DIR = dataFolder;
  const server = await startScratchCluster();
  process.env[TEST_SERVER_VARIABLE] = server.url;
  await onServer(server.url, `CREATE DATABASE "${TEMPLATE_DATABASE}"`);
  const migrations = readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
  await migrate(withDatabase(server.url, TEMPLATE_DATABASE), migrations);
  return async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
