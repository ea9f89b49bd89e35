import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Migration, migrate, readMigrations } from "./migrate";
import { onServer, TEST_SERVER_VARIABLE, withDatabase } from "./testing";

const real = readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
const server = process.env[TEST_SERVER_VARIABLE]!;
let name: string;
let url: string;
let client: pg.Client;

beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  url = withDatabase(server, name);
  client = new pg.Client({ connectionString: url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
});

const extra = (sql: string): Migration => ({ name: "29990101000000_extra", sql, checksum: "extra" });
const history = async () =>
  (await client.query(`SELECT migration_name FROM "_prisma_migrations" ORDER BY 1`)).rows.map(
    (row) => row.migration_name,
  );

test("a fresh database gets every migration, and a second run none", async () => {
  expect(await migrate(url, real)).toEqual(real.map((migration) => migration.name));
  expect(await migrate(url, real)).toEqual([]);
  expect(await history()).toEqual(real.map((migration) => migration.name));
});

test("two processes migrating at once apply each migration once", async () => {
  const [one, two] = await Promise.all([migrate(url, real), migrate(url, real)]);
  expect([...one, ...two]).toEqual(real.map((migration) => migration.name));
});

test("a migration that this version does not know means a newer database", async () => {
  await migrate(url, [...real, extra("SELECT 1")]);
  await expect(migrate(url, real)).rejects.toThrow(/newer version of Gatehouse/);
});

test("a failing migration leaves nothing behind and can be tried again", async () => {
  const failing = extra("CREATE TABLE half (id int); SELECT 1 / 0");
  await expect(migrate(url, [...real, failing])).rejects.toThrow(
    /29990101000000_extra failed: division by zero/,
  );
  expect((await client.query("SELECT to_regclass('half') AS found")).rows).toEqual([{ found: null }]);
  expect(await migrate(url, [...real, extra("SELECT 1")])).toEqual(["29990101000000_extra"]);
});

test("an applied migration whose text has changed is refused", async () => {
  await migrate(url, real);
  const [first, ...rest] = real;
  await expect(migrate(url, [{ ...first!, checksum: "other" }, ...rest])).rejects.toThrow(/is not the one/);
});

test("a migration that another tool began and never finished is refused", async () => {
  await migrate(url, real);
  await client.query(`UPDATE "_prisma_migrations" SET finished_at = NULL`);
  await expect(migrate(url, real)).rejects.toThrow(/failed earlier/);
});
