import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { createKey, deleteKey, disableKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { type AuditFilters, exportAudit, listAudit } from "./index";

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  tenant = await testTenant();
});

const actions = async (filters: AuditFilters = {}) =>
  (await listAudit(tenant.owner, filters)).events.map(({ action }) => action);

async function history() {
  const key = await createKey(tenant.admin, { note: "checkout, production" });
  await disableKey(tenant.owner, { id: key.id });
  await deleteKey({ ...tenant.owner, actor: { kind: "CLI", id: null, name: "CLI (ada)" } }, { id: key.id });
  return key;
}

describe("the audit log", () => {
  it("tells who did what to what, when and from where, the latest first", async () => {
    const key = await history();
    const { events, nextCursor } = await listAudit(tenant.admin);
    expect(events.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["api_key.delete", "CLI (ada)"],
      ["api_key.disable", "owner"],
      ["api_key.create", "admin"],
    ]);
    expect(events[0]).toMatchObject({ actorKind: "CLI", actorEmail: null });
    expect(events[1]).toMatchObject({
      actorKind: "USER",
      actorEmail: `${tenant.owner.actor.id}@example.com`,
      actorId: tenant.owner.actor.id,
      targetId: key.id,
      targetName: "checkout, production",
      projectId: tenant.projectId,
      address: "192.0.2.1",
      before: { enabled: true },
      after: { enabled: false },
    });
    expect(nextCursor).toBeNull();
    expect(JSON.stringify(events)).not.toContain(key.secret);
  });

  it("is filtered by who, what, on what, where and when", async () => {
    const key = await history();
    await createKey(tenant.admin, { note: "search_100%" });
    expect(await actions({ action: "api_key.delete" })).toEqual(["api_key.delete"]);
    expect(await actions({ action: "api_key" })).toHaveLength(4);
    expect(await actions({ action: "api" })).toEqual([]);
    expect(await actions({ actorKind: "CLI" })).toEqual(["api_key.delete"]);
    expect(await actions({ actor: "ADMIN" })).toEqual(["api_key.create", "api_key.create"]);
    expect(await actions({ target: key.id })).toHaveLength(3);
    expect(await actions({ target: "SEARCH_100%" })).toEqual(["api_key.create"]);
    expect(await actions({ target: "searchX100" })).toEqual([]);
    expect(await actions({ projectId: tenant.projectId })).toHaveLength(4);
    expect(await actions({ projectId: tenant.organizationId })).toEqual([]);
    expect(await actions({ projectId: "none" })).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await actions({ from: today, to: today })).toHaveLength(4);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
  });

  it("comes in pages that hold everything once, also where many events share an instant", async () => {
    const at = new Date();
    await db().auditEvent.createMany({
      data: Array.from({ length: 25 }, (_, i) => ({
        id: `0195a000-0000-7000-8000-${String(i).padStart(12, "0")}`,
        organizationId: tenant.organizationId,
        actorKind: "SYSTEM" as const,
        actorName: "Gatehouse",
        action: "kek.rotation_started",
        createdAt: at,
      })),
    });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAudit(tenant.owner, { cursor, limit: 7 });
      seen.push(...page.events.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
    const forged = Buffer.from(JSON.stringify(["x", "y"])).toString("base64url");
    for (const cursor of ["x", forged]) {
      await expect(listAudit(tenant.owner, { cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("is exported whole, with nothing that a spreadsheet would run", async () => {
    await createKey(tenant.admin, { note: '=HYPERLINK("http://evil")' });
    let csv = "";
    for await (const piece of exportAudit(tenant.owner, { action: "api_key.create" })) csv += piece;
    const [head, line, rest] = csv.split("\r\n");
    expect(head).toMatch(/^at,id,actor_kind,/);
    expect(line).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(rest).toBe("");
  });

  it("belongs to its organization, and is read by owners and admins", async () => {
    await history();
    const elsewhere = await testTenant();
    expect((await listAudit(elsewhere.owner)).events).toEqual([]);
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(listAudit(ctx)).rejects.toMatchObject({ code: "forbidden" });
      expect(() => exportAudit(ctx)).toThrow(expect.objectContaining({ code: "forbidden" }));
    }
    await expect(listAudit(tenant.stranger)).rejects.toMatchObject({ code: "not_found" });
  });

  it("cannot be changed, by nobody who is connected", async () => {
    await history();
    const refused = /append-only/;
    await expect(db().auditEvent.updateMany({ data: { actorName: "nobody" } })).rejects.toThrow(refused);
    await expect(db().auditEvent.deleteMany()).rejects.toThrow(refused);
    await expect(db().$executeRaw`TRUNCATE audit_events`).rejects.toThrow(refused);
    const asReplica = db().$transaction([
      db().$executeRaw`SET LOCAL session_replication_role = replica`,
      db().$executeRaw`DELETE FROM audit_events`,
    ]);
    await expect(asReplica).rejects.toThrow(refused);
    expect(await actions()).toHaveLength(3);
  });
});
