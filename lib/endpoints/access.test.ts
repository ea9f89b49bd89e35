import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../context";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  listEndpoints,
  locateEndpoint,
  updateEndpoint,
} from ".";
import { split as splitBetween, testCredential } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
/** Credentials of `tenant`. */
let first: string;
let second: string;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
  first = await testCredential(tenant, "first");
  second = await testCredential(tenant, "second");
});
afterAll(() => database.drop());

const split = (slug: string) => splitBetween(first, second, slug);

describe("every verb", () => {
  type Verb = (ctx: Context, id: string) => Promise<unknown>;
  const writes: Record<string, Verb> = {
    createEndpoint: (ctx) => createEndpoint(ctx, split("intruder")),
    updateEndpoint: (ctx, id) => updateEndpoint(ctx, { id, slug: "intruder" }),
    deleteEndpoint: (ctx, id) => deleteEndpoint(ctx, { id }),
  };
  const reads: Record<string, Verb> = {
    getEndpoint: (ctx, id) => getEndpoint(ctx, { id }),
    listEndpoints: (ctx) => listEndpoints(ctx),
  };
  let id: string;
  beforeAll(async () => {
    id = (await createEndpoint(tenant.admin, split("guarded"))).id;
  });

  it.each(Object.entries(writes))("%s refuses members and viewers", async (_name, verb) => {
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(verb(ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getEndpoint(tenant.admin, { id })).toMatchObject({ slug: "guarded" });
  });

  it.each(Object.entries(reads))("%s is for members, not for viewers", async (_name, verb) => {
    await verb(tenant.member, id);
    await expect(verb(tenant.viewer, id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(Object.entries({ ...writes, ...reads }))(
    "%s hides everything from a stranger",
    async (_name, verb) => {
      await expect(verb(tenant.stranger, id)).rejects.toMatchObject({ code: "not_found" });
    },
  );

  it.each(Object.entries({ ...writes, ...reads }).filter(([name]) => !/create|list/.test(name)))(
    "%s does not find another organization's endpoint",
    async (_name, verb) => {
      await expect(verb(other.owner, id)).rejects.toMatchObject({ code: "not_found" });
      for (const nothing of [newId(), "not-an-id", ""]) {
        await expect(verb(tenant.owner, nothing)).rejects.toMatchObject({ code: "not_found" });
        await expect(locateEndpoint(nothing)).rejects.toMatchObject({ code: "not_found" });
      }
      // A context that mixes one organization with another's project finds nothing either.
      const mixed = { ...other.owner, projectId: tenant.projectId };
      await expect(verb(mixed, id)).rejects.toMatchObject({ code: "not_found" });
    },
  );

  it("nothing of another organization's project is listed or made", async () => {
    const mixed = { ...other.owner, projectId: tenant.projectId };
    expect(await listEndpoints(mixed)).toEqual([]);
    await expect(createEndpoint(mixed, split("mixed"))).rejects.toMatchObject({ code: "invalid_input" });
  });
});
