import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { pool } from "../../db";
import { aCall, collect, play } from "../testing.calls";
import { exportUsage } from "./export-usage";

const NOW_MS = Date.now();
const CALLS = 4321;
let database: TestDatabase;
let tenant: TestTenant;
let key: string;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  key = (await createKey(tenant.admin, { note: '=HYPERLINK("x"), really' })).id;
  const second = (await createKey(tenant.admin, { note: "second" })).id;
  await play(
    Array.from({ length: CALLS }, (_, i) =>
      aCall(tenant, {
        keyId: i % 4 ? key : second,
        atMs: NOW_MS - (i >> 3) * 1000,
        costNanoUsd: BigInt(i),
        model: "@model",
      }),
    ),
    2000,
  );
});
afterAll(() => database.drop());

describe("exportUsage", () => {
  it("gives every call of the range once, the oldest first, a page at a time", async () => {
    const { csv, range } = await exportUsage(tenant.viewer, { range: "24h" }, NOW_MS);
    const pages = await collect(csv);
    expect(pages).toHaveLength(3);
    const lines = pages.join("").trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^at,id,key_id,key_note,provider,model,/);
    const rows = lines.slice(1).map((line) => line.split(","));
    expect(rows).toHaveLength(CALLS);
    expect(new Set(rows.map((row) => row[1])).size).toBe(CALLS);
    const times = rows.map((row) => Date.parse(row[0]!));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse(range.from));
    expect(lines.join("\n")).toContain(`,"'=HYPERLINK(""x""), really",openai,'@model,`);
  });

  it("keeps to one key, and to the range", async () => {
    const count = async (input: Parameters<typeof exportUsage>[1], nowMs = NOW_MS) =>
      (await collect((await exportUsage(tenant.viewer, input, nowMs)).csv)).join("").trimEnd().split("\r\n")
        .length - 1;
    expect(await count({ range: "24h", keyId: key })).toBe(CALLS - Math.ceil(CALLS / 4));
    expect(await count({ range: "24h" }, NOW_MS + 2 * 86_400_000)).toBe(0);
    expect(await count({ range: { from: "2020-01-01", to: "2020-02-01" } })).toBe(0);
  });

  it("reads nothing more once the reader has left", async () => {
    const { csv } = await exportUsage(tenant.viewer, { range: "24h" }, NOW_MS);
    const query = vi.spyOn(pool(), "query");
    await csv.next();
    await csv.return();
    expect((await csv.next()).done).toBe(true);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });
});
