import { afterAll, beforeAll, expect, it } from "vitest";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { aCall, play } from "../testing.calls";
import { everUsed } from ".";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
});
afterAll(() => database.drop());

it("knows of a project's first call, a refused one too, and of no other project's", async () => {
  expect(await everUsed(tenant.viewer)).toBe(false);
  const { id: keyId } = await createKey(tenant.admin, { note: "first" });
  await play([aCall(tenant, { keyId, outcome: "refused", status: 429 })]);
  expect(await everUsed(tenant.viewer)).toBe(true);
  expect(await everUsed(other.viewer)).toBe(false);
  expect(await everUsed({ ...other.viewer, projectId: tenant.viewer.projectId })).toBe(false);
});

it("rejects a stranger", async () => {
  await expect(everUsed({ ...tenant.viewer, role: null })).rejects.toMatchObject({ code: "not_found" });
});
