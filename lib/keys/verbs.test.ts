import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createKey, deleteKey, disableKey, enableKey, getKey, listKeys, updateKey } from ".";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
});
afterAll(() => database.drop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const audited = (action: string, targetId: string) =>
  db().auditEvent.findMany({ where: { action, targetId } });

describe("createKey", () => {
  it("returns the secret once and stores only its hash", async () => {
    const created = await createKey(tenant.admin, { note: "  ci  ", expiresAt: inDays(30) });
    expect(created).toMatchObject({ note: "ci", status: "active", createdByName: "admin", lastUsedAt: null });
    expect(created.secret).toMatch(/^gk_/);
    const row = await db().apiKey.findUniqueOrThrow({ where: { id: created.id } });
    expect(row.secretHash).toHaveLength(32);
    expect(JSON.stringify([row, await audited("api_key.create", created.id)])).not.toContain(created.secret);
    expect(JSON.stringify(await getKey(tenant.admin, { id: created.id }))).not.toContain(created.secret);
  });

  it("writes its audit event in the same transaction", async () => {
    const { id } = await createKey(tenant.owner, { note: "audited" });
    const [event] = await audited("api_key.create", id);
    expect(event).toMatchObject({
      actorKind: "USER",
      actorName: "owner",
      targetName: "audited",
      address: "192.0.2.1",
      organizationId: tenant.organizationId,
      projectId: tenant.projectId,
    });
  });

  it.each([
    [{ note: "" }, "note"],
    [{ note: "   " }, "note"],
    [{ note: "x".repeat(101) }, "note"],
    [{ note: "x", expiresAt: "yesterday" }, "expiresAt"],
    [{ note: "x", expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ])("refuses %j and names the field", async (input, field) => {
    const before = await db().apiKey.count();
    await expect(createKey(tenant.admin, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: expect.any(String) },
    });
    expect(await db().apiKey.count()).toBe(before);
  });
});

describe("updateKey", () => {
  it("changes note and expiry, clears the expiry, and leaves out what is left out", async () => {
    const { id } = await createKey(tenant.admin, { note: "first", expiresAt: inDays(7) });
    const renamed = await updateKey(tenant.admin, { id, note: "Second" });
    expect(renamed).toMatchObject({ note: "Second", expiresAt: expect.any(String) });
    expect(await updateKey(tenant.admin, { id, expiresAt: null })).toMatchObject({
      note: "Second",
      expiresAt: null,
    });
    const events = await audited("api_key.update", id);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ before: { note: "first" }, after: { note: "Second" } });
  });

  it("never changes the secret", async () => {
    const { id } = await createKey(tenant.admin, { note: "same" });
    const before = await db().apiKey.findUniqueOrThrow({ where: { id } });
    await updateKey(tenant.admin, { id, note: "other" });
    const after = await db().apiKey.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(after.secretHash)).toEqual(Buffer.from(before.secretHash));
  });
});

describe("disableKey, enableKey and deleteKey", () => {
  it("switch a key off and on, and write nothing when nothing changes", async () => {
    const { id } = await createKey(tenant.admin, { note: "switched" });
    expect(await disableKey(tenant.admin, { id })).toMatchObject({ status: "disabled", enabled: false });
    expect(await disableKey(tenant.admin, { id })).toMatchObject({ status: "disabled" });
    expect(await audited("api_key.disable", id)).toHaveLength(1);
    expect(await enableKey(tenant.admin, { id })).toMatchObject({ status: "active", enabled: true });
  });

  it("leave a tombstone that nothing brings back", async () => {
    const { id } = await createKey(tenant.admin, { note: "gone" });
    expect(await deleteKey(tenant.admin, { id })).toMatchObject({ status: "revoked" });
    for (const verb of [enableKey, disableKey, deleteKey]) {
      await expect(verb(tenant.admin, { id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(updateKey(tenant.admin, { id, note: "back" })).rejects.toMatchObject({ code: "not_found" });
    expect(await getKey(tenant.admin, { id })).toMatchObject({ status: "revoked" });
  });

  it("survive each other at the same time: a deletion is never undone", async () => {
    const { id } = await createKey(tenant.admin, { note: "raced" });
    const racing = [disableKey, enableKey, deleteKey, disableKey, enableKey].map((verb) =>
      verb(tenant.admin, { id }),
    );
    await Promise.allSettled(racing);
    expect(await getKey(tenant.admin, { id })).toMatchObject({ status: "revoked" });
  });
});

describe("every verb", () => {
  const writes = {
    createKey: (ctx, _id) => createKey(ctx, { note: "intruder" }),
    updateKey: (ctx, id) => updateKey(ctx, { id, note: "intruder" }),
    disableKey: (ctx, id) => disableKey(ctx, { id }),
    enableKey: (ctx, id) => enableKey(ctx, { id }),
    deleteKey: (ctx, id) => deleteKey(ctx, { id }),
  } satisfies Record<string, (ctx: TestTenant["owner"], id: string) => Promise<unknown>>;
  const reads = {
    getKey: (ctx, id) => getKey(ctx, { id }),
    listKeys: (ctx, _id) => listKeys(ctx),
  } satisfies typeof writes | Record<string, (ctx: TestTenant["owner"], id: string) => Promise<unknown>>;

  it.each(Object.entries(writes))("%s refuses members and viewers", async (_name, verb) => {
    const { id } = await createKey(tenant.admin, { note: "guarded" });
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(verb(ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getKey(tenant.admin, { id })).toMatchObject({ note: "guarded", status: "active" });
  });

  it.each(Object.entries({ ...writes, ...reads }))(
    "%s hides everything from a stranger",
    async (_name, verb) => {
      const { id } = await createKey(tenant.admin, { note: "hidden" });
      await expect(verb(tenant.stranger, id)).rejects.toMatchObject({ code: "not_found" });
    },
  );

  it.each(Object.entries({ ...writes, ...reads }).filter(([name]) => !/create|list/.test(name)))(
    "%s does not find another organization's key",
    async (_name, verb) => {
      const { id } = await createKey(tenant.admin, { note: "elsewhere" });
      await expect(verb(other.owner, id)).rejects.toMatchObject({ code: "not_found" });
      for (const nothing of [newId(), "not-an-id", ""]) {
        await expect(verb(tenant.owner, nothing)).rejects.toMatchObject({ code: "not_found" });
      }
      // A context that mixes one organization with another's project finds nothing either.
      const mixed = { ...other.owner, projectId: tenant.projectId };
      await expect(verb(mixed, id)).rejects.toMatchObject({ code: "not_found" });
    },
  );

  it("lists nothing of another organization's project", async () => {
    const mixed = { ...other.owner, projectId: tenant.projectId };
    expect(await listKeys(mixed)).toMatchObject({ keys: [], total: 0 });
  });
});
