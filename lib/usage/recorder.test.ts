import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "../db";
import { newId } from "../ids";
import { type TestDatabase, testDatabase } from "../store/testing";
import { latencyBucket } from "./latency";
import { toLines } from "./line";
import { USAGE_LOCK } from "./lock";
import type { UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks, keepBooks, readBooks } from "./testing.books";
import { writeBatch } from "./write-batch";

let database: TestDatabase;
let folder: string;
let recorder: UsageRecorder;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await emptyBooks();
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
});
afterEach(async () => {
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => database.drop());

async function stored(id: string) {
  const { rows } = await pool().query("SELECT * FROM usage_records WHERE id = $1", [id]);
  return rows[0];
}

describe("a call", () => {
  it("is stored as it was recorded", async () => {
    const record = usageRecord({
      endpoint: "support",
      code: "upstream_timeout",
      outcome: "timeout",
      status: 504,
      attempts: 2,
      streamed: true,
      estimated: true,
      cachedTokens: 1,
      cacheWriteTokens: 2,
      reasoningTokens: 3,
      audioInputTokens: 4,
      audioOutputTokens: 5,
      costNanoUsd: 9_007_199_254_740_993n,
    });
    recorder.append([record]);
    await recorder.flush();
    const { caller_id: _, ...row } = await stored(record.id);
    const { atMs, address, userAgent, costNanoUsd, ...rest } = record;
    const columns = Object.entries(rest).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]);
    expect(row).toEqual({
      ...Object.fromEntries(columns),
      at: new Date(atMs),
      cost_nano_usd: String(costNanoUsd),
    });
  });

  it("keeps nothing of what it does not know", async () => {
    const unknown = { credentialId: null, provider: null, route: null, model: null, upstreamModel: null };
    const record = usageRecord({
      ...unknown,
      firstByteMs: null,
      costNanoUsd: null,
      address: null,
      userAgent: null,
    });
    recorder.append([record]);
    await recorder.flush();
    expect(await stored(record.id)).toMatchObject({
      ...{ credential_id: null, provider: null, route: null, model: null, upstream_model: null },
      ...{ first_byte_ms: null, cost_nano_usd: null },
    });
    expect(await readBooks()).toEqual(keepBooks([record]));
  });

  it("is written whatever a client or a provider said", async () => {
    const text = fc.string({ unit: "binary", maxLength: 600 });
    const number = fc.oneof(fc.double(), fc.constantFrom(-1, 2 ** 40, Number.MAX_VALUE));
    const hostile = fc.record({
      model: text,
      upstreamModel: text,
      endpoint: text,
      code: text,
      userAgent: text,
      route: text,
    });
    const counts = fc.record({
      inputTokens: number,
      outputTokens: number,
      latencyMs: number,
      status: number,
      attempts: number,
    });
    await fc.assert(
      fc.asyncProperty(
        hostile,
        counts,
        fc.bigInt({ min: 0n, max: 1n << 80n }),
        async (texts, numbers, costNanoUsd) => {
          const record = usageRecord({ ...texts, ...numbers, costNanoUsd });
          recorder.append([record]);
          await recorder.flush();
          expect(await stored(record.id)).toBeDefined();
        },
      ),
      { numRuns: 100 },
    );
    expect(readdirSync(folder)).not.toContain("refused");
  });

  it("of a name that leads nowhere makes no row of its own", async () => {
    const invented = Array.from({ length: 20 }, (_, i) => `invented-${i}`);
    recorder.append(
      invented.flatMap((model) => [
        usageRecord({
          model,
          outcome: "refused",
          status: 404,
          credentialId: null,
          upstreamModel: null,
          attempts: 0,
        }),
        usageRecord({ model, outcome: "upstream_error", status: 404, upstreamModel: model }),
      ]),
    );
    await recorder.flush();
    const { rows } = await pool().query(
      "SELECT DISTINCT model FROM project_usage UNION SELECT model FROM key_model_usage",
    );
    expect(rows).toEqual([{ model: "" }]);
  });
});

it("a batch that is written twice counts once, and so does a record that comes in two batches", async () => {
  const records = [usageRecord(), usageRecord()];
  const lines = toLines(records);
  const id = newId();
  expect(await writeBatch(id, lines)).toBe(true);
  expect(await writeBatch(id, lines)).toBe(false);
  expect(await writeBatch(newId(), lines)).toBe(true);
  expect(await readBooks()).toEqual(keepBooks(records));
});

it("processes that write the same rows wait for each other, and none is undone", async () => {
  const others = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const other = new UsageRecorder({ folder });
      await other.start();
      return other;
    }),
  );
  const keys = [newId(), newId(), newId()];
  const all: UsageRecord[] = [];
  const write = async (writer: UsageRecorder) => {
    for (let turn = 0; turn < 15; turn++) {
      // In another order each time, which without a lock is how deadlocks come about.
      const records = keys.flatMap((keyId) => [usageRecord({ keyId }), usageRecord({ keyId, status: 500 })]);
      records.sort(() => Math.random() - 0.5);
      all.push(...records);
      writer.append(records);
      await writer.flush();
    }
  };
  await Promise.all([recorder, ...others].map(write));
  expect(await readBooks()).toEqual(keepBooks(all));
  await Promise.all(others.map((other) => other.stop()));
});

it("a batch waits for whoever bills or expires usage", async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("SELECT pg_advisory_lock($1)", [USAGE_LOCK]);
  recorder.append([usageRecord()]);
  let written = false;
  const flushing = recorder.flush().then(() => {
    written = true;
  });
  await sleep(300);
  expect(written).toBe(false);
  await other.end();
  await flushing;
});

it("the database finds the same bucket for every duration", async () => {
  const durations = [
    ...Array(3000).keys(),
    ...Array.from({ length: 500 }, (_, i) => Math.round(3000 * 1.02 ** i)),
  ];
  const records = durations.map((latencyMs) =>
    usageRecord({ latencyMs: Math.min(latencyMs, 2 ** 31 - 1), firstByteMs: null }),
  );
  recorder.append(records);
  await recorder.flush();
  const { rows } = await pool().query(
    "SELECT bucket, calls::int FROM latency_histograms WHERE period = 'hour' AND measure = 'latency' ORDER BY bucket",
  );
  const expected = new Map<number, number>();
  for (const { latencyMs } of records) {
    expected.set(latencyBucket(latencyMs), (expected.get(latencyBucket(latencyMs)) ?? 0) + 1);
  }
  expect(rows).toEqual([...expected].sort(([a], [b]) => a - b).map(([bucket, calls]) => ({ bucket, calls })));
});
