import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { aCall, collect, play } from "../testing.calls";
import { exportUsage, keyCallsLastDay, keyOverview, listUnpriced, projectOverview, recentCalls } from ".";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
let key: string;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
  key = (await createKey(tenant.admin, { note: "ours" })).id;
  await play([aCall(tenant, { keyId: key }), aCall(tenant, { keyId: key, costNanoUsd: null })]);
});
afterAll(() => database.drop());

const verbs: Record<string, (ctx: Context) => Promise<unknown>> = {
  projectOverview: (ctx) => projectOverview(ctx, { range: "30d" }),
  recentCalls: (ctx) => recentCalls(ctx),
  "recentCalls of a key": (ctx) => recentCalls(ctx, { keyId: key }),
  listUnpriced: (ctx) => listUnpriced(ctx),
  exportUsage: async (ctx) =>
    (await collect((await exportUsage(ctx, { range: "30d" })).csv)).join("").split("\r\n").slice(1),
};
const ofAKey: typeof verbs = {
  keyOverview: (ctx) => keyOverview(ctx, { id: key, range: "7d" }),
  keyCallsLastDay: (ctx) => keyCallsLastDay(ctx, { id: key }),
  "exportUsage of a key": (ctx) => exportUsage(ctx, { range: "7d", keyId: key }),
};

describe("tenancy", () => {
  it.each(Object.entries({ ...verbs, ...ofAKey }))("%s is not for strangers", async (_, verb) => {
    await expect(verb(tenant.stranger)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(Object.entries(verbs))(
    "%s shows another organization nothing, even where it names this project",
    async (_, verb) => {
      const nothing = JSON.stringify(await verb(other.owner));
      const spy = JSON.stringify(await verb({ ...other.owner, projectId: tenant.projectId }));
      expect(spy).toBe(nothing);
      expect(JSON.stringify(await verb(tenant.viewer))).not.toBe(nothing);
    },
  );

  it.each(Object.entries(ofAKey))("%s does not know another project's key", async (_, verb) => {
    for (const ctx of [other.owner, { ...other.owner, projectId: tenant.projectId }])
      await expect(verb(ctx)).rejects.toMatchObject({ code: "not_found" });
  });
});
