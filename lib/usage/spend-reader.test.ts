import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks } from "./testing.books";

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
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
});
afterEach(async () => {
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => database.drop());

describe("what a key has spent", () => {
  it("is exact at the instant of the answer, while calls end and batches are written", async () => {
    const keyId = newId();
    await db().organization.updateMany({ data: { creditsNanoUsd: 1_000_000n } });
    const owner = { keyId, organizationId: tenant.organizationId, projectId: tenant.projectId };
    let spent = 0n;
    let running = true;
    const appending = (async () => {
      while (running) {
        const records = Array.from({ length: 5 }, () => usageRecord({ ...owner, costNanoUsd: 1n }));
        recorder.append(records);
        spent += 5n;
        await sleep(1);
      }
    })();
    const flushing = (async () => {
      while (running) {
        await recorder.flush();
        await sleep(0);
      }
    })();
    const wrong: unknown[] = [];
    const untilMs = Date.now() + 3000;
    let reads = 0;
    const reading = Array.from({ length: 4 }, async () => {
      while (Date.now() < untilMs) {
        const { costNanoUsd, tokens } = await recorder.keySpend(keyId, 0);
        if (costNanoUsd !== spent || tokens !== Number(spent) * 1540) wrong.push([costNanoUsd, spent]);
        const credits = await recorder.credits(tenant.organizationId);
        if (credits !== 1_000_000n - spent) wrong.push([credits, spent]);
        const calls = await recorder.recentCalls({ keyId }, 0);
        if (calls.length !== Number(spent)) wrong.push([calls.length, spent]);
        reads++;
      }
    });
    await Promise.all(reading);
    running = false;
    await Promise.all([appending, flushing]);
    expect(wrong).toEqual([]);
    expect(reads).toBeGreaterThan(50);
  });

  it("counts from the beginning of the period asked for, written or not", async () => {
    const keyId = newId();
    const days = [Date.UTC(2026, 1, 28, 23, 59), Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2, 0, 30)];
    const append = () =>
      recorder.append(days.map((atMs, i) => usageRecord({ keyId, atMs, costNanoUsd: 10n ** BigInt(i) })));
    const spentSince = async (fromMs: number) => (await recorder.keySpend(keyId, fromMs)).costNanoUsd;
    append();
    await recorder.flush();
    append();
    expect(await spentSince(0)).toBe(222n);
    expect(await spentSince(Date.UTC(2026, 2, 1))).toBe(220n);
    expect(await spentSince(Date.UTC(2026, 2, 2))).toBe(200n);
    expect(await spentSince(Date.UTC(2026, 2, 1, 1))).toBe(200n);
    expect(await spentSince(Date.UTC(2026, 2, 3))).toBe(0n);
  });

  it("is nothing for a key that was never used", async () => {
    expect(await recorder.keySpend(newId(), 0)).toEqual({ tokens: 0, costNanoUsd: 0n });
  });
});

it("an organization that is not prepaid has no balance", async () => {
  await db().organization.updateMany({ data: { creditsNanoUsd: null } });
  expect(await recorder.credits(tenant.organizationId)).toBeNull();
  expect(await recorder.credits(newId())).toBeNull();
});

it.each(["written", "not written yet"])(
  "a call that was never sent is no recent call, nor is asking for the models (%s)",
  async (where) => {
    const owner = { organizationId: tenant.organizationId, projectId: tenant.projectId, keyId: newId() };
    const nowMs = Date.now();
    recorder.append([
      usageRecord({ ...owner, route: "/v1/models", attempts: 0 }),
      usageRecord({ ...owner, attempts: 0, outcome: "client_gone", status: 499 }),
      usageRecord({ ...owner, atMs: nowMs - 10, outcome: "client_gone", status: 499 }),
    ]);
    if (where === "written") await recorder.flush();
    const since = nowMs - 60_000;
    expect(await recorder.recentCalls({ keyId: owner.keyId }, since)).toEqual([nowMs - 10]);
    const { organizationId } = owner;
    expect(await recorder.recentCalls({ organizationId }, since)).toEqual([nowMs - 10]);
  },
);

it("recent calls are those that were let through, oldest first, of the key or of all its organization", async () => {
  const nowMs = Date.now();
  const owner = { organizationId: tenant.organizationId, projectId: tenant.projectId };
  const [a, b] = [newId(), newId()];
  recorder.append([usageRecord({ ...owner, keyId: a, atMs: nowMs - 10 })]);
  await recorder.flush();
  recorder.append([
    usageRecord({ ...owner, keyId: a, atMs: nowMs - 20 }),
    usageRecord({ ...owner, keyId: b, atMs: nowMs - 15, outcome: "upstream_error" }),
    usageRecord({ ...owner, keyId: a, atMs: nowMs - 5, outcome: "refused" }),
    usageRecord({ ...owner, keyId: a, atMs: nowMs - 70_000 }),
  ]);
  const since = nowMs - 60_000;
  expect(await recorder.recentCalls({ keyId: a }, since)).toEqual([nowMs - 20, nowMs - 10]);
  expect(await recorder.recentCalls({ organizationId: tenant.organizationId }, since)).toEqual([
    nowMs - 20,
    nowMs - 15,
    nowMs - 10,
  ]);
});
