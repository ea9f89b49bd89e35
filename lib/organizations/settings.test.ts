import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Change, onChange } from "../changes";
import { db } from "../db";
import { ChangeListener } from "../listener";
import { type TestDatabase, testDatabase } from "../store/testing";
import {
  addCredits,
  listCreditEntries,
  OrganizationCache,
  organizationFor,
  organizationSettings,
  stopCredits,
  updateOrganization,
} from ".";
import { type TestTenant, testTenant } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant();
});
afterAll(() => database.drop());

const audited = async () =>
  (await db().auditEvent.findMany({ where: { organizationId: tenant.organizationId } })).map(
    ({ action, before, after }) => ({ action, before, after }),
  );

/** What is announced while something is done. */
async function announcedBy(work: () => Promise<unknown>): Promise<Change[]> {
  const changes: Change[] = [];
  const stop = onChange((change) => changes.push(change));
  await work().finally(stop);
  return changes;
}

describe("updateOrganization", () => {
  it("sets and clears limits, leaves out what is left out, and says so in the audit log", async () => {
    const { admin } = tenant;
    await updateOrganization(admin, { requestsPerMinute: 600, concurrency: 20 });
    const changes = { name: "Northwind", concurrency: null, noticesByEmail: false };
    expect(await updateOrganization(admin, changes)).toEqual({
      ...changes,
      id: tenant.organizationId,
      requestsPerMinute: 600,
      creditsUsd: null,
    });
    expect(await audited()).toContainEqual({
      action: "organization.update",
      before: { name: expect.any(String), requestsPerMinute: 600, concurrency: 20, noticesByEmail: true },
      after: { ...changes, requestsPerMinute: 600 },
    });
  });

  it.each([{ requestsPerMinute: 0 }, { concurrency: 1.5 }, { concurrency: -1 }, { name: " " }])(
    "refuses %j",
    async (input) => {
      await expect(updateOrganization(tenant.admin, input)).rejects.toMatchObject({
        code: "invalid_input",
        fields: { [Object.keys(input)[0]!]: expect.any(String) },
      });
    },
  );

  it("is in force on the next look at the cache", async () => {
    const listener = new ChangeListener(database.url);
    await listener.start();
    const cache = new OrganizationCache();
    const { organizationId, admin } = tenant;
    const none = { requestsPerMinute: null, concurrency: null, prepaid: false };
    expect(await cache.limits(organizationId)).toEqual(none);
    expect(cache.limits(organizationId)).toEqual(none);
    await updateOrganization(admin, { requestsPerMinute: 5 });
    expect(await cache.limits(organizationId)).toEqual({ ...none, requestsPerMinute: 5 });
    await addCredits(admin, { amountUsd: "1" });
    expect(await cache.limits(organizationId)).toMatchObject({ prepaid: true });
    await stopCredits(admin);
    expect(await cache.limits(organizationId)).toMatchObject({ prepaid: false });
    cache.close();
    await listener.stop();
  });
});

describe("credits", () => {
  it("begin with the first amount, add up exactly, and announce both changes", async () => {
    const { admin, organizationId } = tenant;
    expect((await organizationSettings(admin)).creditsUsd).toBeNull();
    const changes = await announcedBy(() => addCredits(admin, { amountUsd: "25", note: "Invoice 7" }));
    expect(changes).toEqual([
      { kind: "organization", organizationId },
      { kind: "spend", organizationId },
    ]);
    await addCredits(admin, { amountUsd: "0.000000001" });
    expect(await addCredits(admin, { amountUsd: "-5.5" })).toMatchObject({ creditsUsd: "19.500000001" });
    expect((await listCreditEntries(admin)).entries).toMatchObject([
      { amountUsd: "-5.5", note: "", createdByName: "admin" },
      { amountUsd: "0.000000001" },
      { amountUsd: "25", note: "Invoice 7" },
    ]);
    expect(await audited()).toContainEqual({
      action: "organization.add_credits",
      before: { creditsUsd: null },
      after: { creditsUsd: "25", amountUsd: "25", note: "Invoice 7" },
    });
  });

  it("added at once by many, beside usage that takes from them, lose nothing", async () => {
    const { admin, organizationId } = tenant;
    await addCredits(admin, { amountUsd: "10" });
    const spend = () =>
      db().organization.update({
        where: { id: organizationId },
        data: { creditsNanoUsd: { decrement: 250_000_000n } },
      });
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? spend() : addCredits(admin, { amountUsd: "1" }))),
    );
    expect(await organizationSettings(admin)).toMatchObject({ creditsUsd: "13" });
    expect((await listCreditEntries(admin)).entries).toHaveLength(5);
  });

  it.each(["0", "-0", "", "abc", "1e3", "--1", "0.0000000001", "100000001", "-100000001"])(
    "refuse %j as an amount",
    async (amountUsd) => {
      await expect(addCredits(tenant.admin, { amountUsd })).rejects.toMatchObject({
        code: "invalid_input",
        fields: { amountUsd: expect.any(String) },
      });
    },
  );

  it("give no more than there is", async () => {
    const { admin } = tenant;
    await expect(addCredits(admin, { amountUsd: "-1" })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await organizationSettings(admin)).toMatchObject({ creditsUsd: null });
    await addCredits(admin, { amountUsd: "2" });
    await expect(addCredits(admin, { amountUsd: "-2.01" })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await addCredits(admin, { amountUsd: "-2" })).toMatchObject({ creditsUsd: "0" });
  });

  it("stopped leave a ledger that adds up, and stopping twice changes nothing", async () => {
    const { admin } = tenant;
    await addCredits(admin, { amountUsd: "3" });
    expect(await stopCredits(admin)).toMatchObject({ creditsUsd: null });
    expect(await stopCredits(admin)).toMatchObject({ creditsUsd: null });
    const { entries } = await listCreditEntries(admin);
    expect(entries.map((entry) => entry.amountUsd)).toEqual(["-3", "3"]);
    const stops = (await audited()).filter(({ action }) => action === "organization.stop_credits");
    expect(stops).toHaveLength(1);
  });

  it("are listed page by page, each entry once", async () => {
    for (const amountUsd of ["1", "2", "3", "4", "5"]) await addCredits(tenant.admin, { amountUsd });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listCreditEntries(tenant.viewer, { cursor, limit: 2 });
      seen.push(...page.entries.map((entry) => entry.amountUsd));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(["5", "4", "3", "2", "1"]);
  });
});

describe("who may", () => {
  it("everyone in the organization reads; a member, a viewer and a stranger change nothing", async () => {
    for (const ctx of [tenant.owner, tenant.admin, tenant.member, tenant.viewer]) {
      expect(await organizationSettings(ctx)).toMatchObject({ id: tenant.organizationId });
      expect(await listCreditEntries(ctx)).toEqual({ entries: [], nextCursor: null });
    }
    const changes = [
      (ctx: TestTenant["member"]) => updateOrganization(ctx, { concurrency: 1 }),
      (ctx: TestTenant["member"]) => addCredits(ctx, { amountUsd: "1" }),
      (ctx: TestTenant["member"]) => stopCredits(ctx),
    ];
    for (const change of changes) {
      await expect(change(tenant.member)).rejects.toMatchObject({ code: "forbidden" });
      await expect(change(tenant.viewer)).rejects.toMatchObject({ code: "forbidden" });
      await expect(change(tenant.stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const read of [organizationSettings, listCreditEntries]) {
      await expect(read(tenant.stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await audited()).toEqual([]);
  });

  it("another organization does not exist, nor do its entries", async () => {
    const other = await testTenant();
    await addCredits(other.admin, { amountUsd: "1" });
    const { entries } = await listCreditEntries(other.admin);
    expect(await listCreditEntries(tenant.admin, { cursor: entries[0]!.id })).toMatchObject({ entries: [] });
    const ownerId = tenant.owner.actor.id!;
    await expect(organizationFor(ownerId, other.organizationId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(organizationFor(ownerId, "nonsense")).rejects.toMatchObject({ code: "not_found" });
    expect(await organizationFor(ownerId, tenant.organizationId)).toMatchObject({ role: "OWNER" });
  });
});
