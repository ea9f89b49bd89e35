import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createKey, getKey, UseRecorder } from ".";

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
});
afterAll(() => database.drop());

describe("UseRecorder", () => {
  it("moves lastUsedAt forward with address and user agent, and never back", async () => {
    const { id, ...created } = await createKey(tenant.admin, { note: "used" });
    const uses = new UseRecorder();
    const record = async (iso: string, address: string | null, userAgent: string | null) => {
      uses.record(id, Date.parse(iso), address, userAgent);
      await uses.flush();
      return getKey(tenant.viewer, { id });
    };
    const first = await record("2026-05-01T10:00:00.123Z", "192.0.2.1", "sdk/1.0");
    expect(first).toMatchObject({
      lastUsedAt: "2026-05-01T10:00:00.123Z",
      lastUsedAddress: "192.0.2.1",
      lastUsedUserAgent: "sdk/1.0",
    });
    expect(await record("2026-05-01T09:00:00.000Z", "203.0.113.9", "old")).toEqual(first);
    const later = await record("2026-05-01T11:00:00.000Z", null, "x".repeat(1000));
    expect(later).toMatchObject({ lastUsedAt: "2026-05-01T11:00:00.000Z", lastUsedAddress: null });
    expect(later.lastUsedUserAgent).toHaveLength(300);
    expect(later.createdAt).toBe(created.createdAt);
  });

  it("writes many processes' batches over the same keys without a deadlock", async () => {
    const ids = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => (await createKey(tenant.admin, { note: `k${i}` })).id),
    );
    const recorders = Array.from({ length: 6 }, () => new UseRecorder());
    const atMs = Date.now();
    for (let round = 0; round < 5; round++) {
      for (const [r, uses] of recorders.entries()) {
        for (const id of r % 2 ? ids : [...ids].reverse())
          uses.record(id, atMs + round * 10 + r, null, `agent ${r}`);
      }
      await Promise.all(recorders.map((uses) => uses.flush()));
    }
    for (const id of ids) {
      expect(await getKey(tenant.viewer, { id })).toMatchObject({
        lastUsedAt: new Date(atMs + 45).toISOString(),
        lastUsedUserAgent: "agent 5",
      });
    }
  });
});
