import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetEnv } from "@/lib/env";
import { openStore, StoreError } from "@/lib/store";
import { postmaster } from "./postmaster";
import { isAlive, sleep } from "./processes";

const saved = { ...process.env };
let dataFolder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "gatehouse-open-"));
  for (const name of ["DATABASE_URL", "NEXTAUTH_SECRET", "GATEHOUSE_KEK"]) delete process.env[name];
  process.env.GATEHOUSE_DATA_DIR = dataFolder;
  forgetEnv();
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataFolder, { recursive: true, force: true });
  Object.assign(process.env, saved);
  forgetEnv();
});

/** A process that holds the store, and its database's address. */
async function hold(role: "server" | "command"): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "testing.hold.ts"), role],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  children.push(child);
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, url: line.toString().trim() };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const folder = () => join(dataFolder, "postgres");

async function untilStopped(): Promise<void> {
  for (let i = 0; i < 200 && postmaster(folder()); i++) await sleep(25);
}

test("a first opening makes the database, migrated, and the secrets, readable by the owner alone", async () => {
  const store = await openStore();
  expect(store.migrated.length).toBeGreaterThan(0);
  expect(process.env.DATABASE_URL).toBe(store.url);
  expect(Buffer.from(process.env.GATEHOUSE_KEK!, "base64")).toHaveLength(32);
  for (const name of ["kek", "session-secret", "postgres-password"]) {
    expect(statSync(join(dataFolder, name)).mode & 0o777, name).toBe(0o600);
  }
  await expect(query(store.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow(/password/);
  await store.close();
  expect(postmaster(folder())).toBeNull();
  expect(process.env.DATABASE_URL).toBeUndefined();
});

test("a second opening finds the same data and the same secrets", async () => {
  const first = await openStore();
  const kek = process.env.GATEHOUSE_KEK;
  await query(first.url, "CREATE TABLE kept (id int)");
  await first.close();
  delete process.env.GATEHOUSE_KEK;
  const second = await openStore();
  expect(second.migrated).toEqual([]);
  expect(process.env.GATEHOUSE_KEK).toBe(kek);
  expect(await query(second.url, "SELECT * FROM kept")).toEqual([]);
  await second.close();
});

test("a command joins the database of a running server and leaves it running", async () => {
  const { url } = await hold("server");
  const store = await openStore("command");
  expect(store.url).toBe(url);
  await store.close();
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a second server on the same data folder is refused in one line", async () => {
  await hold("server");
  const refusal = await openStore("server").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(/Another Gatehouse \(process \d+\) runs on .*Stop it/);
});

test("a command that started the database waits for another one that joined it", async () => {
  const { child, url } = await hold("command");
  const joined = await openStore("command");
  expect(joined.url).toBe(url);
  child.kill("SIGTERM");
  await sleep(500);
  expect(child.exitCode).toBeNull();
  await joined.close();
  await once(child, "exit");
  expect(postmaster(folder())).toBeNull();
});

test("kill -9 of the process takes the database with it, and the next opening has every row", async () => {
  const { child, url } = await hold("server");
  await query(url, "CREATE TABLE kept AS SELECT 1 AS id");
  child.kill("SIGKILL");
  await untilStopped();
  expect(postmaster(folder())).toBeNull();
  const store = await openStore();
  expect(await query(store.url, "SELECT * FROM kept")).toEqual([{ id: 1 }]);
  await store.close();
});

test("kill -9 of the process and of PostgreSQL at once: the next opening recovers every row", async () => {
  const { child, url } = await hold("server");
  await query(url, "CREATE TABLE kept AS SELECT 1 AS id");
  const { pid } = postmaster(folder())!;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  process.kill(pid, "SIGKILL");
  // The kernel takes its time over a big process; until it is gone the folder is its own.
  await gone;
  const store = await openStore();
  expect(await query(store.url, "SELECT * FROM kept")).toEqual([{ id: 1 }]);
  await store.close();
  expect(isAlive(pid)).toBe(false);
});

test("PostgreSQL killed under a running server is back at the same address with every row", async () => {
  const store = await openStore("server");
  await query(store.url, "CREATE TABLE kept AS SELECT 1 AS id");
  process.kill(postmaster(folder())!.pid, "SIGKILL");
  await vi.waitFor(async () => expect(await query(store.url, "SELECT * FROM kept")).toEqual([{ id: 1 }]), {
    timeout: 15_000,
    interval: 100,
  });
  await store.close();
  expect(postmaster(folder())).toBeNull();
});

test("a stopped first start leaves nothing that the next one stumbles over", async () => {
  const { child } = await hold("server");
  child.kill("SIGTERM");
  await once(child, "exit");
  rmSync(join(folder(), "PG_VERSION"));
  await expect(openStore()).rejects.toThrow(/is not a PostgreSQL data folder/);
  rmSync(folder(), { recursive: true });
  writeFileSync(join(dataFolder, "postgres.owner"), '{"pid":1,"mark":"of another boot","role":"server"}');
  const store = await openStore();
  expect(existsSync(folder())).toBe(true);
  await store.close();
  expect(readdirSync(dataFolder).filter((name) => /\.new|\.dead|\.\d+$/.test(name))).toEqual([]);
});

test("database files of another PostgreSQL, and damaged ones, are one line each", async () => {
  await (await openStore()).close();
  const versionFile = join(folder(), "PG_VERSION");
  const version = readFileSync(versionFile);
  writeFileSync(versionFile, "99\n");
  await expect(openStore()).rejects.toThrow(/belongs to PostgreSQL 99/);
  writeFileSync(versionFile, version);
  writeFileSync(join(folder(), "global/pg_control"), "broken");
  const damaged = await openStore().catch((error: Error) => error.message);
  expect(damaged).toMatch(/does not start: .+ \(data: /);
  expect(damaged).not.toContain("\n");
});

test("a data folder of a newer Gatehouse is refused, and its database stopped again", async () => {
  const store = await openStore();
  await query(
    store.url,
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())`,
  );
  await store.close();
  await expect(openStore()).rejects.toThrow(/newer version of Gatehouse/);
  expect(postmaster(folder())).toBeNull();
});

test("a damaged secret is never replaced by a new one", async () => {
  await (await openStore()).close();
  delete process.env.GATEHOUSE_KEK;
  writeFileSync(join(dataFolder, "kek"), "");
  await expect(openStore()).rejects.toThrow(/kek is damaged/);
});

test("a data folder that is a file is one line", async () => {
  process.env.GATEHOUSE_DATA_DIR = join(dataFolder, "file");
  writeFileSync(process.env.GATEHOUSE_DATA_DIR, "");
  await expect(openStore()).rejects.toThrow(/The data folder .* cannot be used: EEXIST/);
});

test("an unreachable DATABASE_URL is one line that names the place and not the password", async () => {
  process.env.DATABASE_URL = "postgresql://someone:hunter2@127.0.0.1:1/nowhere";
  const refusal = await openStore("command").catch((error: Error) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(/127\.0\.0\.1:1\/nowhere .*ECONNREFUSED/);
  expect((refusal as Error).message).not.toContain("hunter2");
});
