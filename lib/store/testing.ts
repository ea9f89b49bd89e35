import { randomBytes } from "node:crypto";
import pg from "pg";
import { closeDb } from "@/lib/db";
import { forgetEnv } from "@/lib/env";

/** Where vitest.setup.ts says that the suite's PostgreSQL is, and which database holds every migration. */
export const TEST_SERVER_VARIABLE = "GATEHOUSE_TEST_SERVER_URL";
export const TEMPLATE_DATABASE = "gatehouse_template";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A fresh, migrated database of the caller's own, which DATABASE_URL points to until `drop`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[TEST_SERVER_VARIABLE];
  if (!server) throw new Error("Run this through vitest, whose setup starts the database.");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(server, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE_DATABASE}" STRATEGY file_copy`);
  const url = withDatabase(server, name);
  process.env.DATABASE_URL = url;
  forgetEnv();
  return {
    url,
    async drop() {
      await closeDb();
      await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
    },
  };
}

/** The same server's address for another database. */
export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the server's own database. */
export async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
