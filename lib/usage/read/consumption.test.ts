import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { periodEndMs, periodStartMs } from "@/lib/limits";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { pool } from "../../db";
import { newId } from "../../ids";
import { formatUsd } from "../../money";
import { aCall, play } from "../testing.calls";
import { consumption } from "./consumption";

const PERIODS = ["never", "daily", "weekly", "monthly"] as const;
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
});
afterAll(() => database.drop());

/** What a key has used, added up call by call. */
const expected = (
  calls: ReturnType<typeof aCall>[],
  keyId: string,
  period: (typeof PERIODS)[number],
  nowMs: number,
) => {
  const startMs = periodStartMs(period, nowMs);
  const counted = calls.filter((call) => call.keyId === keyId && call.atMs >= startMs);
  return {
    costUsd: formatUsd(counted.reduce((sum, call) => sum + (call.costNanoUsd ?? 0n), 0n)),
    tokens: counted.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0),
    requests: counted.length,
    periodStartedAt: period === "never" ? null : iso(startMs),
    resetsAt: iso(periodEndMs(period, nowMs)),
  };
};

describe("consumption", () => {
  it("is what each key's calls of its present period add up to, whatever the period and the session's zone", async () => {
    const nowMs = Date.UTC(2026, 2, 31, 23, 59, 59, 999);
    const keys = Array.from({ length: 8 }, newId);
    const edges = PERIODS.flatMap((period) =>
      [0, -1].map((offset) => periodStartMs(period, nowMs) + offset),
    ).filter((ms) => ms > 0);
    const at = fc.oneof(
      fc.constantFrom(...edges, nowMs),
      fc.integer({ min: Date.UTC(2025, 10, 1), max: nowMs }),
    );
    const calls = fc
      .sample(
        fc.record({ atMs: at, keyId: fc.constantFrom(...keys), inputTokens: fc.nat(9000), cost: fc.nat() }),
        { numRuns: 400, seed: 4 },
      )
      .map(({ cost, ...rest }) =>
        aCall(tenant, { ...rest, costNanoUsd: cost % 7 === 0 ? null : BigInt(cost) }),
      );
    await play(calls);
    const asked = [
      ...keys.map((id, i) => ({ id, resetPeriod: PERIODS[i % 4]! })),
      { id: newId(), resetPeriod: "weekly" as const },
    ];
    for (const zone of ["UTC", "Pacific/Auckland", "America/New_York"]) {
      await pool().query(`SET TIME ZONE '${zone}'`);
      const used = await consumption(asked, new Date(nowMs));
      for (const { id, resetPeriod } of asked)
        expect(used.get(id)).toEqual(expected(calls, id, resetPeriod, nowMs));
    }
  });

  it("begins and ends its periods where the limits do, at any instant", async () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    await fc.assert(
      fc.asyncProperty(instants, async (nowMs) => {
        const keys = PERIODS.map((resetPeriod) => ({ id: newId(), resetPeriod }));
        const used = await consumption(keys, new Date(nowMs));
        for (const { id, resetPeriod } of keys) {
          expect(used.get(id)).toEqual(expected([], id, resetPeriod, nowMs));
        }
      }),
      { numRuns: 200 },
    );
  });
});
