import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { type Billed, billUnpriced } from "./bill-unpriced";
import type { TokenCounts, UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks, keepBooks, readBooks } from "./testing.books";
import { unpricedModels } from "./unpriced-models";

const CREDITS = 10n ** 12n;
const credentialId = newId();
const keyId = newId();
const model = "no-price-yet";
let database: TestDatabase;
let tenant: TestTenant;
let folder: string;
let recorder: UsageRecorder;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
});
beforeEach(async () => {
  await emptyBooks();
  await db().organization.updateMany({ data: { creditsNanoUsd: CREDITS } });
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
});
afterEach(async () => {
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => database.drop());

const HOUR_MS = 3_600_000;
/** Rounded once for each call: adding first and rounding then would give something else. */
const costOf = ({ inputTokens, outputTokens }: TokenCounts) =>
  BigInt(Math.round((inputTokens * 1.5) / 2 + outputTokens));

function unpriced(i: number, given: Partial<UsageRecord> = {}): UsageRecord {
  const owner = { organizationId: tenant.organizationId, projectId: tenant.projectId, keyId, credentialId };
  const tokens = { inputTokens: 2 * i + 1, outputTokens: i % 7 };
  const atMs = Date.UTC(2026, 4, 31, 20) + (i % 9) * HOUR_MS;
  return usageRecord({ ...owner, ...tokens, atMs, upstreamModel: model, costNanoUsd: null, ...given });
}

const bill = (billing: Partial<Parameters<typeof billUnpriced>[1]> = {}): Promise<Billed> =>
  db().$transaction((tx) =>
    billUnpriced(tx, { projectId: tenant.projectId, credentialId, model, costOf, ...billing }),
  );

const priced = (records: UsageRecord[]) =>
  records.map((record) => ({ ...record, costNanoUsd: record.costNanoUsd ?? costOf(record) }));
const sum = (records: UsageRecord[]) =>
  records.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0n), 0n);
const credits = async () =>
  (await db().organization.findUniqueOrThrow({ where: { id: tenant.organizationId } })).creditsNanoUsd;

describe("a model that gets its price", () => {
  it("leaves everything as if it had had it all along", async () => {
    const waiting = Array.from({ length: 200 }, (_, i) => unpriced(i, { status: i % 3 ? 200 : 499 }));
    const others = [
      unpriced(0, { upstreamModel: "another" }),
      unpriced(1, { credentialId: newId() }),
      usageRecord(),
    ];
    recorder.append([...waiting, ...others]);
    await recorder.flush();
    const expected = [...priced(waiting), ...others];
    expect(await bill()).toEqual({ requests: 200, costNanoUsd: sum(priced(waiting)), more: false });
    expect(await readBooks()).toEqual(keepBooks(expected));
    expect(await credits()).toBe(CREDITS - sum(priced(waiting)));
    expect(await bill()).toEqual({ requests: 0, costNanoUsd: 0n, more: false });
    expect(await readBooks()).toEqual(keepBooks(expected));
  });

  it("is exact while calls are recorded and other processes write theirs", { timeout: 120_000 }, async () => {
    const other = new UsageRecorder({ folder });
    await other.start();
    const all: UsageRecord[] = [];
    const record = async (writer: UsageRecorder) => {
      for (let turn = 0; turn < 40; turn++) {
        const records = Array.from({ length: 10 }, (_, i) => unpriced(turn * 10 + i));
        all.push(...records);
        writer.append(records);
        await writer.flush();
      }
    };
    let billedNanoUsd = 0n;
    let recording = true;
    const billing = (async () => {
      while (recording) billedNanoUsd += (await bill()).costNanoUsd;
    })();
    await Promise.all([record(recorder), record(other)]);
    recording = false;
    await billing;
    const caughtMeanwhile = billedNanoUsd;
    billedNanoUsd += (await bill()).costNanoUsd;
    expect(caughtMeanwhile).toBeGreaterThan(0n);
    expect(await readBooks()).toEqual(keepBooks(priced(all)));
    expect(billedNanoUsd).toBe(sum(priced(all)));
    expect(await credits()).toBe(CREDITS - billedNanoUsd);
    await other.stop();
  });

  it("is billed once, though several do it at the same time", async () => {
    recorder.append(Array.from({ length: 200 }, (_, i) => unpriced(i)));
    await recorder.flush();
    const billed = await Promise.all([bill(), bill(), bill()]);
    expect(billed.map(({ requests }) => requests).sort((a, b) => b - a)).toEqual([200, 0, 0]);
  });

  it("costs what it cost at the time: calls from before its first price go on waiting", async () => {
    const [before, after] = [unpriced(0), unpriced(8)];
    recorder.append([before, after]);
    await recorder.flush();
    const since = after.atMs;
    const billed = await bill({ costOf: (counts, atMs) => (atMs < since ? null : costOf(counts)) });
    expect(billed).toMatchObject({ requests: 1, costNanoUsd: costOf(after) });
    expect(await readBooks()).toEqual(keepBooks([before, ...priced([after])]));
  });

  it("is undone with the transaction that it was part of", async () => {
    const waiting = [unpriced(1), unpriced(2)];
    recorder.append(waiting);
    await recorder.flush();
    const failed = db().$transaction(async (tx) => {
      await billUnpriced(tx, { projectId: tenant.projectId, credentialId, model, costOf });
      throw new Error("the price was not set");
    });
    await expect(failed).rejects.toThrow("the price was not set");
    expect(await readBooks()).toEqual(keepBooks(waiting));
  });

  it("is found by its name however long and odd that is", async () => {
    const odd = `${"x".repeat(199)}\u{1F600}\0tail`;
    const waiting = [unpriced(1, { upstreamModel: odd })];
    recorder.append(waiting);
    await recorder.flush();
    expect(await bill({ model: odd })).toMatchObject({ requests: 1 });
  });
});

it("what waits for a price is listed until it has been billed", async () => {
  recorder.append([unpriced(1), unpriced(2)]);
  await recorder.flush();
  const { organizationId, projectId } = tenant;
  expect(await unpricedModels()).toEqual([{ organizationId, projectId, credentialId, model }]);
  await bill();
  expect(await unpricedModels()).toEqual([]);
});
