import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { toLines } from "./line";
import { USAGE_LOCK } from "./lock";
import { UsageRecorder } from "./recorder";
import { replay } from "./replay";
import { newPlace, takePlace } from "./spool/place";
import { usageRecord } from "./testing";
import { emptyBooks, keepBooks, readBooks } from "./testing.books";

const CREDITS = 10n ** 15n;
let database: TestDatabase;
let tenant: TestTenant;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
});
beforeEach(async () => {
  await emptyBooks();
  await db().organization.updateMany({ data: { creditsNanoUsd: CREDITS } });
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => database.drop());

/** A process that appends; `said` are the ids that it was sure of. */
function appender() {
  const owner = { organizationId: tenant.organizationId, projectId: tenant.projectId };
  const program = join(import.meta.dirname, "testing.append.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, folder, JSON.stringify(owner)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return {
    started: () => once(child.stdout, "data"),
    said: () => output.slice(0, output.lastIndexOf("\n")).split("\n").slice(1),
    kill: async () => {
      const gone = once(child, "close");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Holds up every batch, here and in other processes, until it is told to let go. */
async function holdUp(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("SELECT pg_advisory_lock($1)", [USAGE_LOCK]);
  return () => client.end();
}

/** Whether somebody waits for the lock. */
async function blocked(): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
  );
  return rows.length > 0;
}

const start = async () => {
  const recorder = new UsageRecorder({ folder });
  await recorder.start();
  return recorder;
};

async function expectConserved(said: string[]): Promise<void> {
  const { rows } = await pool().query(
    `SELECT (SELECT array_agg(id::text) FROM usage_records) AS ids, (SELECT count(*) FROM usage_records) AS records,
       (SELECT sum(cost_nano_usd) FROM usage_records) AS cost, (SELECT sum(requests) FROM callers) AS seen,
       (SELECT sum(requests) FROM project_usage WHERE period = 'day') AS project,
       (SELECT sum(requests) FROM key_usage WHERE period = 'month') AS key,
       (SELECT sum(calls) FROM latency_histograms WHERE period = 'hour' AND measure = 'latency') AS timed,
       (SELECT credits_nano_usd FROM organizations WHERE id = $1) AS credits`,
    [tenant.organizationId],
  );
  const { ids, records, cost, credits, ...counts } = rows[0];
  const written = new Set<string>(ids);
  expect(said.filter((id) => !written.has(id))).toEqual([]);
  expect(counts).toEqual({ seen: records, project: records, key: records, timed: records });
  expect(CREDITS - BigInt(credits)).toBe(BigInt(cost));
}

describe("kill -9", () => {
  it("loses no call that was appended and doubles none, wherever it strikes", {
    timeout: 240_000,
  }, async () => {
    const said: string[] = [];
    for (let round = 0; round < 6; round++) {
      const child = appender();
      await child.started();
      // While it is held up, files pile up; let go, they are being written when it dies.
      const letGo = round % 2 === 0 ? await holdUp() : null;
      await sleep(Math.random() * 700);
      await letGo?.();
      if (letGo !== null) await sleep(Math.random() * 30);
      await child.kill();
      said.push(...child.said());
      // This one dies while it replays.
      const letReplay = await holdUp();
      const replayer = appender();
      await expect.poll(blocked, { timeout: 20_000 }).toBe(true);
      await letReplay();
      await sleep(Math.random() * 40);
      await replayer.kill();
      said.push(...replayer.said());
    }
    expect(said.length).toBeGreaterThan(1000);
    await (await start()).stop();
    expect(readdirSync(folder)).toEqual([]);
    await expectConserved(said);
  });

  it("charges what was under way as interrupted, once, and not what had ended", async () => {
    const first = await start();
    const [ended, left, nobodys] = [usageRecord(), usageRecord(), usageRecord({ keyId: null })];
    const [place] = readdirSync(folder).filter((name) => !name.endsWith(".alive"));
    first.checkpoint([{ ...ended, costNanoUsd: 1n }, left, nobodys]);
    first.append([ended]);
    rmSync(join(folder, `${place}.alive`));
    await Promise.all([replay(folder, ""), replay(folder, "")]);
    expect(await readBooks()).toEqual(keepBooks([ended, { ...left, outcome: "interrupted" }]));
    await first.stop();
  });
});

describe("what is left in the spool", () => {
  it("is not touched while its process lives, and is written once it is gone", async () => {
    const letGo = await holdUp();
    const child = appender();
    await child.started();
    await sleep(300);
    const held = readdirSync(folder, { recursive: true }).length;
    const replaying = replay(folder, "");
    await letGo();
    await replaying;
    expect(held).toBeGreaterThan(2);
    expect(child.said().length).toBeGreaterThan(0);
    await child.kill();
    await replay(folder, "");
    await expectConserved(child.said());
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is read up to the line that a kill cut short", async () => {
    const place = newPlace();
    mkdirSync(join(folder, place));
    const records = [usageRecord(), usageRecord()];
    const file = join(folder, place, `${newId()}.tsv`);
    writeFileSync(file, toLines(records));
    appendFileSync(file, toLines([usageRecord()]).slice(0, -40));
    const nothingWhole = join(folder, place, `${newId()}.tsv`);
    writeFileSync(nothingWhole, toLines([usageRecord()]).slice(0, 20));
    await replay(folder, "");
    expect(await readBooks()).toEqual(keepBooks(records));
    expect([existsSync(file), existsSync(nothingWhole)]).toEqual([false, false]);
  });

  it("counts once though several processes find it", async () => {
    const place = newPlace();
    mkdirSync(join(folder, place));
    const records = Array.from({ length: 500 }, () => usageRecord());
    for (let i = 0; i < 10; i++) {
      const lines = toLines(records.slice(i * 50, (i + 1) * 50));
      writeFileSync(join(folder, place, `${newId()}.tsv`), lines);
    }
    await Promise.all(Array.from({ length: 4 }, () => replay(folder, "")));
    expect(await readBooks()).toEqual(keepBooks(records));
  });

  it("is put aside where the database refuses it, and holds nothing else up", async () => {
    const place = newPlace();
    mkdirSync(join(folder, place));
    const [bad, good] = [newId(), newId()];
    writeFileSync(
      join(folder, place, `${bad}.tsv`),
      toLines([usageRecord({ provider: "x" })]).replace("\tsuccess\t", "\todd\t"),
    );
    const record = usageRecord();
    writeFileSync(join(folder, place, `${good}.tsv`), toLines([record]));
    await replay(folder, "");
    expect(await readBooks()).toEqual(keepBooks([record]));
    expect(readdirSync(join(folder, "refused"))).toEqual([`${bad}.tsv`]);
  });
});

it("a place is known as taken also below a path longer than a socket's address", async () => {
  const spool = join(folder, "x".repeat(100), "spool");
  const place = newPlace();
  const guard = await takePlace(spool, place);
  writeFileSync(join(spool, place, `${newId()}.tsv`), toLines([usageRecord()]));
  await replay(spool, "");
  expect(readdirSync(join(spool, place))).toHaveLength(1);
  await new Promise((resolve) => guard.close(resolve));
  await replay(spool, "");
  expect(readdirSync(spool)).toEqual([]);
});
