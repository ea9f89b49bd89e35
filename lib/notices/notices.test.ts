import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { listNotices, markNoticesRead, NoticesJob } from ".";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A Wednesday. */
const NOW = Date.UTC(2026, 9, 21, 14, 20);
const inDays = (days: number) => new Date(NOW + days * DAY_MS);

let database: TestDatabase;
let tenant: TestTenant;
let job: NoticesJob;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await db().notice.deleteMany();
  await db().apiKey.deleteMany();
  tenant = await testTenant();
  job = new NoticesJob();
});
afterAll(() => database.drop());

type Columns = Parameters<ReturnType<typeof db>["apiKey"]["update"]>[0]["data"];

async function newKey(given: Columns) {
  const id = newId();
  const { projectId } = tenant;
  const note = "checkout";
  const secretHash = Buffer.from(id.replaceAll("-", ""), "hex");
  const columns = { id, projectId, note, noteSort: note, displaySecret: "gk_…4f2a", secretHash };
  await db().apiKey.create({ data: { ...columns, createdByKind: "USER", createdByName: "admin" } });
  return change(id, given);
}

async function change(id: string, data: Columns) {
  await db().apiKey.update({ where: { id }, data: { updatedAt: new Date(NOW), ...data } });
  return id;
}

async function spend(keyId: string, costNanoUsd: bigint, tokens: number, atMs = NOW) {
  for (const period of ["hour", "day", "month"]) {
    await pool().query(
      `INSERT INTO key_usage AS u (key_id, period, starts_at, project_id, requests, errors, refused, unauthorized, input_tokens,
         output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
       VALUES ($1, $2::rollup_period, date_trunc($3, $4::timestamptz, 'UTC'), $5, 1, 0, 0, 0, $6, 0, 0, 0, $7, 0)
       ON CONFLICT (key_id, period, starts_at) DO UPDATE SET input_tokens = u.input_tokens + excluded.input_tokens,
         cost_nano_usd = u.cost_nano_usd + excluded.cost_nano_usd`,
      [keyId, period, period, new Date(atMs), tenant.projectId, tokens, costNanoUsd],
    );
  }
  await change(keyId, { lastUsedAt: new Date(atMs) });
}

/** Titles of all notices, the first told first. */
async function told(nowMs = NOW): Promise<string[]> {
  await job.run(nowMs);
  const { notices } = await listNotices(tenant.viewer, { limit: 100 });
  return notices.map(({ title }) => title).reverse();
}

const expires = (days: number) => `“checkout” expires within ${days} day${days === 1 ? "" : "s"}`;

describe("a key that expires", () => {
  it("is told of at 30, 7 and 1 days, and once at each", async () => {
    await newKey({ expiresAt: inDays(31) });
    expect(await told()).toEqual([]);
    expect(await told(NOW + 2 * DAY_MS)).toEqual([expires(30)]);
    expect(await told(NOW + 20 * DAY_MS)).toEqual([expires(30)]);
    expect(await told(NOW + 25 * DAY_MS)).toEqual([expires(30), expires(7)]);
    expect(await told(NOW + 30.5 * DAY_MS)).toEqual([expires(30), expires(7), expires(1)]);
    expect(await told(NOW + 32 * DAY_MS)).toHaveLength(3);
  });

  it("is told of once when it is close already, and anew when it was extended", async () => {
    const id = await newKey({ expiresAt: inDays(5) });
    expect(await told()).toEqual([expires(7)]);
    await change(id, { expiresAt: inDays(6) });
    expect(await told(NOW + 1)).toEqual([expires(7), expires(7)]);
  });

  it.each<[string, Columns]>([
    ["disabled", { enabled: false }],
    ["deleted", { deletedAt: new Date(NOW) }],
    ["expired", { expiresAt: inDays(-1) }],
    ["rotated and ended", { overlapEndsAt: inDays(-1) }],
    ["rotated and ended just now", { overlapEndsAt: inDays(0) }],
  ])("is not told of when it is %s, nor is its budget", async (_state, columns) => {
    const id = await newKey({ expiresAt: inDays(5), tokenLimit: 10n, ...columns });
    await spend(id, 0n, 10);
    expect(await told()).toEqual([]);
  });
});

describe("a key that was rotated", () => {
  it.each<[string, Columns]>([
    ["within its overlap", { overlapEndsAt: inDays(3) }],
    ["and works until it is deleted", {}],
  ])("is not told of: somebody has acted (%s)", async (_state, columns) => {
    const id = await newKey({ expiresAt: inDays(5), ...columns });
    await newKey({ replacesId: id });
    expect(await told()).toEqual([]);
  });

  it("is told of with the end of its overlap once its successor was deleted", async () => {
    const id = await newKey({ expiresAt: inDays(20), overlapEndsAt: inDays(0.5) });
    await newKey({ replacesId: id, deletedAt: new Date(NOW) });
    expect(await told()).toEqual([expires(1)]);
    const { notices } = await listNotices(tenant.viewer);
    expect(notices[0]!.body).toBe("It stops working on 22 Oct 2026, 02:20 UTC. Rotate it before that.");
  });
});

describe("a budget", () => {
  it("is told of at 80 and at 100 %, once each", async () => {
    const id = await newKey({ costLimitNanoUsd: 10_000_000_000n, resetPeriod: "monthly" });
    await spend(id, 7_999_999_999n, 0);
    expect(await told()).toEqual([]);
    await spend(id, 1n, 0);
    const nearly = "“checkout” has spent 80 % of its cost limit";
    expect(await told()).toEqual([nearly]);
    await spend(id, 2_000_000_000n, 0);
    const spent = "“checkout” has spent its cost limit";
    expect(await told(NOW + 60_000)).toEqual([nearly, spent]);
    expect(await told(NOW + 120_000)).toEqual([nearly, spent]);
  });

  it("is told of anew when the limit was raised, and in a new period", async () => {
    const id = await newKey({ tokenLimit: 100n, resetPeriod: "daily" });
    await spend(id, 0n, 100);
    expect(await told()).toHaveLength(1);
    await change(id, { tokenLimit: 120n });
    expect(await told(NOW + 60_000)).toHaveLength(2);
    expect(await told(NOW + DAY_MS)).toHaveLength(2);
    await spend(id, 0n, 100, NOW + DAY_MS);
    const nearly = "“checkout” has spent 83 % of its token limit";
    expect((await told(NOW + DAY_MS + 60_000)).slice(1)).toEqual([nearly, nearly]);
    expect(await told(NOW + DAY_MS + 120_000)).toHaveLength(3);
  });
});

describe("a finding", () => {
  const find = async (keyId: string, firstSeenAt: Date) => {
    const { organizationId, projectId } = tenant;
    const details = { startsAt: new Date(NOW).toISOString(), requests: 900, busiest: 10 };
    const seen = { firstSeenAt, lastSeenAt: firstSeenAt, details, kind: "unusual_rate" as const };
    await db().finding.create({
      data: { id: newId(), organizationId, projectId, keyId, subject: newId(), ...seen },
    });
  };

  it("is told of once when it is new; one from before anybody looked is not", async () => {
    const id = await newKey({});
    await find(id, inDays(-2));
    expect(await told()).toEqual([]);
    await find(id, inDays(0));
    const rate = "“checkout” is called far more than usual";
    expect(await told()).toEqual([rate]);
    expect(await told(NOW + 60_000)).toEqual([rate]);
  });
});

it("tells once across ten runs of two processes at once", async () => {
  const id = await newKey({ expiresAt: inDays(5), tokenLimit: 10n });
  await spend(id, 0n, 10);
  const other = new NoticesJob();
  const runs = Array.from({ length: 10 }, (_, i) => (i % 2 ? job : other).run(NOW + i));
  await Promise.all(runs);
  expect(await told()).toHaveLength(2);
  await new NoticesJob().run(NOW);
  expect(await db().notice.count()).toBe(2);
});

it("takes notices away after 90 days, but for budgets that never start anew", async () => {
  const id = await newKey({ expiresAt: inDays(200), tokenLimit: 10n });
  await spend(id, 0n, 10);
  await told(NOW + 195 * DAY_MS);
  expect(await db().notice.count()).toBe(2);
  await job.run(NOW + 290 * DAY_MS);
  expect(await db().notice.findMany({ select: { kind: true } })).toEqual([{ kind: "budget_spent" }]);
});

describe("the list", () => {
  it("comes in pages, and each person reads for themselves", async () => {
    for (const days of [3, 4, 5]) await newKey({ expiresAt: inDays(days) });
    await job.run(NOW);
    const first = await listNotices(tenant.viewer, { limit: 2 });
    const last = await listNotices(tenant.viewer, { limit: 2, cursor: first.next! });
    expect([first.notices.length, last.notices.length, last.next, first.unread]).toEqual([2, 1, null, 3]);
    const ids = [...first.notices, ...last.notices].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    await markNoticesRead(tenant.viewer, { ids: [ids[0]!, "nonsense", newId()] });
    const { notices, unread } = await listNotices(tenant.viewer);
    expect([notices.map(({ read }) => read), unread]).toEqual([[true, false, false], 2]);
    await markNoticesRead(tenant.viewer, { all: true });
    expect((await listNotices(tenant.viewer)).unread).toBe(0);
    expect((await listNotices(tenant.admin)).unread).toBe(3);
  });

  it("refuses a cursor that is not ours", async () => {
    await expect(listNotices(tenant.viewer, { cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("shows a key its own project alone, and lets only people mark", async () => {
    await newKey({ expiresAt: inDays(5) });
    await job.run(NOW);
    const actor = { kind: "API_KEY" as const, id: newId(), name: "ci" };
    const ctx = { ...tenant.admin, actor };
    expect((await listNotices(ctx)).notices).toHaveLength(1);
    expect(await listNotices({ ...ctx, projectId: newId() })).toMatchObject({ notices: [], unread: 0 });
    await expect(markNoticesRead(ctx, { all: true })).rejects.toMatchObject({ code: "forbidden" });
  });
});
