import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkKek, rotateKek } from "../credentials";
import { kekFolderForTests, operator, sealMany } from "../credentials/testing";
import { db } from "../db";
import { testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand } from "./testing";

const PROJECTS = 8;
const CREDENTIALS_EACH = 100;
const CREDENTIALS = PROJECTS * CREDENTIALS_EACH;
const KILLS = 4;

let database: TestDatabase;
let folder: ReturnType<typeof kekFolderForTests>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = kekFolderForTests();
  process.env.GATEHOUSE_DATA_DIR = folder.path;
  database = await testDatabase();
  await checkKek(db());
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }
  await database.drop();
  folder.remove();
});

/** A program of this folder, in a process of its own that finds the KEK in the data folder. */
function run(program: string, ...args: string[]): ChildProcess {
  const { GATEHOUSE_KEK: _, ...env } = process.env;
  const path = join(import.meta.dirname, program);
  const child = spawn(process.execPath, ["--import", "tsx", path, ...args], { env, stdio: "pipe" });
  children.push(child);
  return child;
}

const resealed = () => db().credential.count({ where: { kekVersion: 2 } });

/** Kills a rotation once it has sealed some more credentials, and says how many are sealed by then. */
async function rotateUntilKilled(): Promise<number> {
  const before = await resealed();
  const child = run("testing.main.ts", "kek", "rotate", "--batch-size", "1", "--json");
  const ended = once(child, "exit");
  while ((await resealed()) < before + CREDENTIALS / (KILLS * 3)) {
    if (child.exitCode !== null) throw new Error(await text(child.stderr!));
    await sleep(5);
  }
  child.kill("SIGKILL");
  await ended;
  return resealed();
}

it("a rotation that is killed again and again fails no call, and ends when it is let", async () => {
  const projectIds: string[] = [];
  for (let i = 0; i < PROJECTS; i++) {
    const { projectId } = await testTenant();
    await sealMany(projectId, CREDENTIALS_EACH);
    projectIds.push(projectId);
  }
  const load = run("testing.load.ts", String(CREDENTIALS_EACH), ...projectIds);
  await once(load.stdout!, "data");
  const said = text(load.stdout!);

  let sealed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const now = await rotateUntilKilled();
    expect(now).toBeGreaterThan(sealed);
    expect(now).toBeLessThan(CREDENTIALS);
    sealed = now;
    expect((await runCommand(["kek", "status", "--json"])).json()).toMatchObject({
      current: 2,
      rotating: true,
    });
  }
  const last = run("testing.main.ts", "kek", "rotate", "--json");
  const result = JSON.parse(await text(last.stdout!));
  expect(result).toEqual({
    version: 2,
    resealed: CREDENTIALS - sealed,
    opened: CREDENTIALS,
    unreadable: [],
    completed: true,
  });
  await sleep(200);
  load.kill("SIGTERM");
  const { loads, failures } = JSON.parse(await said);
  expect(failures).toEqual([]);
  expect(loads).toBeGreaterThan(100);
  const started = await db().auditEvent.count({ where: { action: "kek.rotation_started" } });
  expect(started).toBe(1);
}, 120_000);

it("rotate reports on standard error and prints one JSON document; status and retire follow", async () => {
  const { projectId } = await testTenant();
  await sealMany(projectId, 20);
  const rotated = await runCommand(["kek", "rotate", "--batch-size", "5", "--json"]);
  expect(rotated).toMatchObject({ code: 0 });
  expect(rotated.json()).toMatchObject({ version: 2, resealed: 20, completed: true });
  expect(rotated.err).toMatch(/^KEK version 2: 20\/20, \d+ per second\n$/);
  expect((await runCommand(["kek", "status", "--json"])).json()).toEqual({
    source: "data folder",
    current: 2,
    rotating: false,
    versions: [
      expect.objectContaining({ version: 2, state: "current", configured: true, credentials: 20 }),
      expect.objectContaining({ version: 1, state: "previous", configured: true, credentials: 0 }),
    ],
  });
  expect(await runCommand(["kek", "retire", "2", "--yes"])).toMatchObject({ code: 4 });
  expect(await runCommand(["kek", "retire", "1"])).toMatchObject({ code: 2, out: "" });
  expect((await runCommand(["kek", "retire", "1", "--yes", "--json"])).json()).toEqual({
    version: 1,
    deleted: true,
  });
  expect(await runCommand(["kek", "retire", "1", "--yes"])).toMatchObject({ code: 3 });
  expect(await runCommand(["kek", "retire", "first", "--yes"])).toMatchObject({ code: 2 });
  expect(await runCommand(["kek", "rotate", "--batch-size", "0"])).toMatchObject({ code: 2 });
});

it("says on standard error which credentials do not open, and fails", async () => {
  const { projectId } = await testTenant();
  const [id] = await sealMany(projectId, 2);
  await db().credential.update({ where: { id: id! }, data: { sealedDataKey: Buffer.alloc(60) } });
  const result = await runCommand(["kek", "rotate"]);
  expect(result).toMatchObject({ code: 1 });
  expect(result.err).toContain(`credential-0 (${id})`);
});

it("makes a key for the environment without touching anything, and shows it only when asked to", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "gatehouse-new-kek-")), "new-kek");
  expect(await runCommand(["kek", "rotate", "--new-key-file", path])).toMatchObject({
    code: 0,
    out: `${path}\n`,
  });
  expect(Buffer.from(readFileSync(path, "utf8").trim(), "base64")).toHaveLength(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await runCommand(["kek", "rotate", "--new-key-file", path])).toMatchObject({ code: 4 });
  const { key } = (await runCommand(["kek", "rotate", "--print-new-key", "--json"])).json();
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(await db().kekVersion.count()).toBe(1);
  rmSync(dirname(path), { recursive: true });
});

it("a server started with the old keys meets a rotated row and opens it without a restart", async () => {
  const { projectId } = await testTenant();
  await sealMany(projectId, CREDENTIALS_EACH);
  const load = run("testing.load.ts", String(CREDENTIALS_EACH), projectId);
  await once(load.stdout!, "data");
  const said = text(load.stdout!);
  await rotateKek(operator());
  await sleep(300);
  load.kill("SIGTERM");
  const { loads, failures } = JSON.parse(await said);
  expect(failures).toEqual([]);
  expect(loads).toBeGreaterThan(3);
});
