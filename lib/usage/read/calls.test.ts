import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey, deleteKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { newId } from "../../ids";
import type { UsageRecord } from "../record";
import type { CallView } from "../schema";
import { aCall, play } from "../testing.calls";
import { keyCallsLastDay, keyOverview, listUnpriced, recentCalls } from ".";
import { DAY_MS, HOUR_MS } from "./range";

const NOW_MS = Date.now();
let database: TestDatabase;
let tenant: TestTenant;
let key: string;
let calls: UsageRecord[];

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  key = (await createKey(tenant.admin, { note: "=cmd" })).id;
  const second = (await createKey(tenant.admin, { note: "second" })).id;
  // Many at one instant, so that pages have to tell them apart by id.
  calls = Array.from({ length: 130 }, (_, i) =>
    aCall(tenant, {
      keyId: i % 3 ? key : second,
      atMs: NOW_MS - Math.floor(i / 20) * HOUR_MS * 6,
      userAgent: i % 2 ? "one" : null,
      costNanoUsd: i % 5 ? 1_234_567_890n : null,
      upstreamModel: i % 2 ? "a" : "b",
    }),
  );
  await play(calls);
});
afterAll(() => database.drop());

const newestFirst = (a: UsageRecord, b: UsageRecord) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1);

describe("recentCalls", () => {
  it.each([[undefined], [() => key]])(
    "gives every call once, newest first, whatever the page size",
    async (keyId) => {
      const mine = calls.filter((call) => !keyId || call.keyId === keyId()).sort(newestFirst);
      for (const limit of [1, 7, 50, 200]) {
        const seen: CallView[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await recentCalls(tenant.viewer, { keyId: keyId?.(), cursor, limit });
          seen.push(...page.calls);
          if (!page.nextCursor) break;
          cursor = page.nextCursor;
        }
        expect(seen.map(({ id }) => id)).toEqual(mine.map(({ id }) => id));
      }
    },
  );

  it("says what was recorded", async () => {
    const { calls: shown } = await recentCalls(tenant.viewer, { limit: 200 });
    for (const view of shown) {
      const record = calls.find(({ id }) => id === view.id)!;
      const { at, costUsd, ...rest } = view;
      expect(record).toMatchObject(rest);
      expect(at).toBe(new Date(record.atMs).toISOString());
      expect(costUsd).toBe(record.costNanoUsd === null ? null : "1.23456789");
    }
  });

  it.each([
    "garbage",
    Buffer.from("[]").toString("base64url"),
    Buffer.from('[1,"x"]').toString("base64url"),
    Buffer.from(`[-8640000000000000,"${newId()}"]`).toString("base64url"),
  ])("refuses the cursor %s", (cursor) =>
    expect(recentCalls(tenant.viewer, { cursor })).rejects.toMatchObject({ code: "invalid_input" }),
  );
});

describe("keyCallsLastDay", () => {
  it("counts the calls of exactly 24 hours", async () => {
    const id = (await createKey(tenant.admin, { note: "edges" })).id;
    const agoMs = [0, 1, HOUR_MS, DAY_MS - 1, DAY_MS, DAY_MS + 1, DAY_MS + HOUR_MS, 2 * DAY_MS];
    await play(agoMs.map((ago) => aCall(tenant, { keyId: id, atMs: NOW_MS - ago })));
    expect(await keyCallsLastDay(tenant.viewer, { id }, NOW_MS)).toEqual({
      requests: 5,
      lastCallAt: new Date(NOW_MS).toISOString(),
    });
  });

  it("is nothing for a key that was never used", async () => {
    const { id } = await createKey(tenant.admin, { note: "new" });
    expect(await keyCallsLastDay(tenant.viewer, { id })).toEqual({ requests: 0, lastCallAt: null });
  });
});

describe("keyOverview", () => {
  it("says where the key stands, who called and when first", async () => {
    const { id } = await createKey(tenant.admin, {
      note: "x",
      costLimitUsd: "10.5",
      tokenLimit: 9000,
      requestsPerMinute: 60,
      resetPeriod: "daily",
    });
    const at = Date.UTC(2026, 5, 10, 12);
    const made = (agoMs: number, given: Partial<UsageRecord> = {}) =>
      aCall(tenant, {
        keyId: id,
        atMs: at - agoMs,
        inputTokens: 7,
        outputTokens: 3,
        costNanoUsd: 2_500_000_000n,
        ...given,
      });
    await play([
      made(1000),
      made(59_999, { userAgent: "other" }),
      made(60_000),
      made(13 * HOUR_MS),
      made(300, { route: "/v1/models", attempts: 0, costNanoUsd: 0n, inputTokens: 0, outputTokens: 0 }),
      made(500, { outcome: "refused", status: 429, costNanoUsd: 0n, inputTokens: 0, outputTokens: 0 }),
    ]);
    const view = await keyOverview(tenant.viewer, { id, range: "7d" }, at);
    expect(view.standing).toEqual({
      cost: { usedUsd: "7.5", limitUsd: "10.5" },
      tokens: { used: 30, limit: 9000 },
      requests: { lastMinute: 2, limitPerMinute: 60 },
      resetPeriod: "daily",
      periodStartedAt: "2026-06-10T00:00:00.000Z",
      resetsAt: "2026-06-11T00:00:00.000Z",
    });
    expect(view.callers.map(({ userAgent, requests, address }) => [userAgent, requests, address])).toEqual([
      ["OpenAI/JS 6.49.0", 5, "192.0.2.7"],
      ["other", 1, "192.0.2.7"],
    ]);
    expect([view.firstUsedAt, view.lastUsedAt]).toEqual([
      new Date(at - 13 * HOUR_MS).toISOString(),
      new Date(at - 300).toISOString(),
    ]);
    expect(view.calls.calls).toHaveLength(6);
  });

  it("is there for a deleted key, too", async () => {
    const { id } = await createKey(tenant.admin, { note: "gone" });
    await play([aCall(tenant, { keyId: id, atMs: NOW_MS })]);
    await deleteKey(tenant.admin, { id });
    expect((await keyOverview(tenant.viewer, { id, range: "24h" })).totals.requests).toBe(1);
  });
});

describe("listUnpriced", () => {
  it("says what waits for a price", async () => {
    const waiting = await listUnpriced(tenant.viewer);
    const of = (model: string) =>
      calls.filter((call) => call.costNanoUsd === null && call.upstreamModel === model);
    expect(waiting).toHaveLength(2);
    for (const { model, requests, inputTokens, firstAt, lastAt, credentialName } of waiting) {
      const times = of(model).map(({ atMs }) => atMs);
      expect({ requests, inputTokens }).toEqual({ requests: times.length, inputTokens: times.length * 1200 });
      expect([firstAt, lastAt]).toEqual(
        [Math.min(...times), Math.max(...times)].map((ms) => new Date(ms).toISOString()),
      );
      expect(credentialName).toBeNull();
    }
  });
});
