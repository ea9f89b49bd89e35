import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "../db";
import { testCredential } from "../endpoints/testing";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { billUnpriced } from "./bill-unpriced";
import { expireHours } from "./expire-hours";
import { expireUsage } from "./expire-usage";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks } from "./testing.books";

const NOW_MS = Date.UTC(2026, 6, 31, 12);
const DAY_MS = 86_400_000;
const model = "unpriced";
let database: TestDatabase;
let tenant: TestTenant;
let credentialId: string;
let folder: string;
let recorder: UsageRecorder;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  credentialId = await testCredential(tenant, "priced-later");
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

const daysAgo = (days: number) => NOW_MS - days * DAY_MS;
const owner = () => ({ organizationId: tenant.organizationId, projectId: tenant.projectId, credentialId });
const expire = (retentionDays: number) => expireUsage({ nowMs: NOW_MS, retentionDays });

async function partitions(): Promise<string[]> {
  const { rows } = await pool().query(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_records'::regclass ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

const count = async (from: string): Promise<number> => {
  const { rows } = await pool().query(`SELECT count(*)::int AS count FROM ${from}`);
  return rows[0].count;
};

describe("the retention", () => {
  it("drops the calls of days before it, and keeps their totals", async () => {
    recorder.append([90, 91, 92, 400].map((days) => usageRecord({ ...owner(), atMs: daysAgo(days) })));
    await recorder.flush();
    await expire(90);
    expect(await count("usage_records")).toBe(1);
    expect((await partitions()).filter((name) => name < "usage_records_20260502")).toEqual([]);
    expect(await count("key_usage WHERE period = 'day'")).toBe(4);
  });

  it("of none keeps them for ever", async () => {
    recorder.append([usageRecord({ atMs: daysAgo(3000) })]);
    await recorder.flush();
    await expire(0);
    expect(await count("usage_records")).toBe(1);
  });

  it("leaves what waits for a price until it is billed, and only that", async () => {
    const waiting = usageRecord({ ...owner(), atMs: daysAgo(200), upstreamModel: model, costNanoUsd: null });
    recorder.append([waiting, usageRecord({ ...owner(), atMs: daysAgo(200) })]);
    await recorder.flush();
    await expire(90);
    expect(await count(`usage_records WHERE id = '${waiting.id}'`)).toBe(1);
    expect(await count("usage_records")).toBe(1);
    await db().$transaction((tx) =>
      billUnpriced(tx, { projectId: tenant.projectId, credentialId, model, costOf: () => 5n }),
    );
    expect(await count("key_usage WHERE period = 'day' AND cost_nano_usd = 980005 AND unpriced = 0")).toBe(1);
    await expire(90);
    expect(await count("usage_records")).toBe(0);
  });

  it("does not keep what can never be priced: its credential is gone", async () => {
    const gone = { ...owner(), credentialId: "018f0000-0000-7000-8000-00000000dead" };
    recorder.append([usageRecord({ ...gone, atMs: daysAgo(200), costNanoUsd: null })]);
    await recorder.flush();
    await expire(90);
    expect(await count("usage_records")).toBe(0);
  });

  it("lets go of batches' ids after days", async () => {
    recorder.append([usageRecord()]);
    await recorder.flush();
    await pool().query("UPDATE usage_batches SET written_at = $1", [new Date(daysAgo(4))]);
    await expire(0);
    expect(await count("usage_batches")).toBe(0);
  });

  it("does not stand in anybody's way: a partition that is read is dropped the next time", async () => {
    recorder.append([usageRecord({ atMs: daysAgo(200) })]);
    await recorder.flush();
    const reader = new pg.Client({ connectionString: database.url });
    await reader.connect();
    await reader.query("BEGIN; SELECT count(*) FROM usage_records");
    await expire(90);
    expect(await count("usage_records")).toBe(1);
    await reader.end();
    await expire(90);
    expect(await count("usage_records")).toBe(0);
  });
});

it("hourly totals go after 13 months, those of days and months stay", async () => {
  recorder.append([
    usageRecord({ atMs: Date.UTC(2025, 5, 30, 11) }),
    usageRecord({ atMs: Date.UTC(2025, 6, 1) }),
    usageRecord({ keyId: null, atMs: Date.UTC(2025, 5, 1), code: "missing_api_key" }),
  ]);
  await recorder.flush();
  await expireHours({ nowMs: NOW_MS, retentionDays: 90 });
  for (const table of ["project_usage", "key_usage", "key_model_usage"]) {
    expect([table, await count(`${table} WHERE period = 'hour'`)]).toEqual([table, 1]);
    expect([table, await count(`${table} WHERE period = 'day'`)]).toEqual([table, 2]);
  }
  expect(await count("latency_histograms WHERE period = 'hour'")).toBe(2);
  expect(await count("unattributed_calls")).toBe(0);
});

it("callers go when they have not been seen for 13 months, and not as long as a call of theirs may be kept", async () => {
  const seen = { recently: Date.UTC(2025, 6, 1), "long ago": Date.UTC(2025, 5, 29) };
  for (const [userAgent, atMs] of Object.entries(seen)) recorder.append([usageRecord({ userAgent, atMs })]);
  await recorder.flush();
  const callers = async () =>
    (await pool().query("SELECT user_agent FROM callers ORDER BY 1")).rows.map((row) => row.user_agent);
  for (const retentionDays of [0, 500]) {
    await expireHours({ nowMs: NOW_MS, retentionDays });
    expect(await callers()).toEqual(["long ago", "recently"]);
  }
  await expireHours({ nowMs: NOW_MS, retentionDays: 90 });
  expect(await callers()).toEqual(["recently"]);
});

it("there is room for today and two days more before a call asks for it, also when several processes make it", async () => {
  await Promise.all([expire(0), expire(0), expire(0)]);
  const expected = ["usage_records_20260731", "usage_records_20260801", "usage_records_20260802"];
  expect(await partitions()).toEqual(expect.arrayContaining(expected));
  const { rows } = await pool().query(
    "SELECT indexdef FROM pg_indexes WHERE tablename = 'usage_records_20260731' ORDER BY indexname",
  );
  expect(rows).toHaveLength(4);
});
