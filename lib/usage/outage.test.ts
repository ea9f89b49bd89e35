import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "../db";
import { forgetEnv } from "../env";
import { type TestDatabase, testDatabase } from "../store/testing";
import type { UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks, keepBooks, readBooks } from "./testing.books";
import { relay } from "./testing.relay";

let database: TestDatabase;
let way: Awaited<ReturnType<typeof relay>>;
let folder: string;
let recorder: UsageRecorder;

beforeAll(async () => {
  database = await testDatabase();
  way = await relay(database.url);
  process.env.DATABASE_URL = way.url;
  forgetEnv();
  await closeDb();
});
beforeEach(async () => {
  way.mend();
  await emptyBooks();
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
});
afterEach(async () => {
  way.mend();
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await database.drop();
  way.close();
});

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;
function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
const files = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".tsv"));

describe("while the database is away", () => {
  it("records go on being taken, and each is there once afterwards", { timeout: 90_000 }, async () => {
    const all: UsageRecord[] = [];
    const untilMs = Date.now() + 6000;
    const cuts = [1000, 2500, 3000];
    const mends = [2000, 2800, 4500];
    const startedMs = Date.now();
    while (Date.now() < untilMs) {
      const elapsedMs = Date.now() - startedMs;
      if (cuts[0]! <= elapsedMs) cuts.shift() && way.cut();
      if (mends[0]! <= elapsedMs) mends.shift() && way.mend();
      const records = Array.from({ length: 10 }, () => usageRecord());
      recorder.append(records);
      all.push(...records);
      await sleep(5);
    }
    await recorder.flush();
    expect(cuts.length + mends.length).toBe(0);
    expect(all.length).toBeGreaterThan(2000);
    expect(await readBooks()).toEqual(keepBooks(all));
  });

  it("memory stays bounded and the files few, and all of it is written in the end", {
    timeout: 120_000,
  }, async () => {
    way.cut();
    await expect(recorder.flush().then(() => pool().query("SELECT 1"))).rejects.toThrow();
    const total = 120_000;
    const turn = 500;
    const atMs = Date.now();
    let early = 0;
    for (let done = 0; done < total; done += turn) {
      recorder.append(Array.from({ length: turn }, () => usageRecord({ atMs })));
      if (done % 10_000 === 0) await recorder.flush().catch(() => {});
      if (done === 40_000) early = heapBytes();
    }
    expect(heapBytes() - early).toBeLessThan(10 * 1024 * 1024);
    expect(files().length).toBeLessThanOrEqual(total / 5000 + 1);
    way.mend();
    await recorder.flush();
    const { rows } = await pool().query(
      `SELECT (SELECT count(*) FROM usage_records) AS records,
         (SELECT sum(requests) FROM key_usage WHERE period = 'day') AS counted`,
    );
    expect(rows[0]).toEqual({ records: String(total), counted: String(total) });
    expect(files()).toEqual([]);
  });

  it("a stop leaves what it cannot write to the next start", async () => {
    const records = [usageRecord(), usageRecord()];
    recorder.append(records);
    way.cut();
    await recorder.stop();
    way.mend();
    expect(files()).toHaveLength(1);
    recorder = new UsageRecorder({ folder });
    await recorder.start();
    expect(await readBooks()).toEqual(keepBooks(records));
  });
});

describe("when a connection breaks before the answer", () => {
  it("the batch comes again and counts once", async () => {
    const record = usageRecord();
    recorder.append([record]);
    way.swallowAnswers();
    await expect(recorder.flush()).rejects.toThrow();
    way.mend();
    await expect.poll(async () => (await pool().query("SELECT FROM usage_records")).rowCount).toBe(1);
    await recorder.flush();
    expect(await readBooks()).toEqual(keepBooks([record]));
  });

  it("what a key has spent is counted on one side alone", async () => {
    const records = [usageRecord({ costNanoUsd: 5n }), usageRecord({ costNanoUsd: 7n })];
    const tokens = 2 * (1200 + 340);
    recorder.append(records);
    way.swallowAnswers();
    await expect(recorder.flush()).rejects.toThrow();
    way.mend();
    expect(await recorder.keySpend(records[0]!.keyId!, 0)).toEqual({ tokens, costNanoUsd: 12n });
    await recorder.flush();
    expect(await recorder.keySpend(records[0]!.keyId!, 0)).toEqual({ tokens, costNanoUsd: 12n });
  });
});
