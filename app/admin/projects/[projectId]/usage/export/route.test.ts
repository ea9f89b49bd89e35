import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { aCall, play } from "@/lib/usage/testing.calls";
import { GET } from "./route";

const signedIn = vi.hoisted(() => ({ ctx: null as Context | null }));
vi.mock("@/lib/auth", () => ({ projectContext: async () => signedIn.ctx }));

const CALLS = 4100;
let database: TestDatabase;
let tenant: TestTenant;
let keyId: string;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  keyId = (await createKey(tenant.admin, { note: "exported" })).id;
  await play(
    Array.from({ length: CALLS }, () => aCall(tenant, { keyId })),
    CALLS,
  );
});
afterAll(() => database.drop());

function get(search: string, ctx: Context = tenant.viewer): Promise<Response> {
  signedIn.ctx = ctx;
  const params = Promise.resolve({ projectId: tenant.projectId });
  return GET(new Request(`http://gatehouse.example/export?${search}`), { params });
}

describe("the export", () => {
  it("is a file named after its days, with a line for each call", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const response = await get(`from=2026-01-01&to=${today}`);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="usage-2026-01-01-to-${today}.csv"`,
    );
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await response.text()).trimEnd().split("\r\n")).toHaveLength(CALLS + 1);
  });

  it("reads no further once its reader has left", async () => {
    const query = vi.spyOn(pool(), "query");
    const reader = (await get(`range=24h&keyId=${keyId}`)).body!.getReader();
    await reader.read();
    const before = query.mock.calls.length;
    await reader.cancel();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(query).toHaveBeenCalledTimes(before);
    query.mockRestore();
  });

  it("does not know another project's key, and no stranger", async () => {
    const other = await testTenant();
    const elsewhere = (await createKey(other.admin, { note: "elsewhere" })).id;
    expect((await get(`range=7d&keyId=${elsewhere}`)).status).toBe(404);
    expect((await get("range=7d", tenant.stranger)).status).toBe(404);
  });
});
