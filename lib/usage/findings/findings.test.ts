import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "../../db";
import { newId } from "../../ids";
import { type TestTenant, testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { type HourOfCalls, seedCaller, seedHours } from "../testing.history";
import { dismissFinding, FindingsJob, findingsSince, listFindings } from ".";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Twenty minutes into an hour. */
const NOW = Date.UTC(2026, 9, 21, 14, 20);
const THIS_HOUR = Date.UTC(2026, 9, 21, 14);

let database: TestDatabase;
let tenant: TestTenant;
let job: FindingsJob;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant();
  job = new FindingsJob();
});
afterEach(() => job.stop());
afterAll(() => database.drop());

const query = (sql: string, values: unknown[]) => pool().query(sql, values);

async function newKey(
  note = "checkout",
  data: {
    enabled?: boolean;
    deletedAt?: Date;
    expiresAt?: Date;
    overlapEndsAt?: Date;
    replacesId?: string;
  } = {},
) {
  const id = newId();
  const { projectId } = tenant;
  const columns = { id, projectId, note, noteSort: note, displaySecret: "gk_…4f2a", createdByName: "admin" };
  const times = { createdAt: new Date(NOW - 60 * DAY_MS), lastUsedAt: new Date(NOW - DAY_MS) };
  const secretHash = Buffer.from(id.replaceAll("-", ""), "hex");
  await db().apiKey.create({ data: { ...columns, ...times, ...data, secretHash, createdByKind: "USER" } });
  return { keyId: id, projectId };
}

/** Hours up to, without, this one. */
const hoursBefore = (days: number, requests: number): HourOfCalls[] =>
  Array.from({ length: days * 24 }, (_, i) => ({ startsAtMs: THIS_HOUR - (i + 1) * HOUR_MS, requests }));

const found = async (nowMs = NOW) => {
  await job.run(nowMs);
  return listFindings(tenant.viewer, {}, new Date(nowMs));
};

describe("a new address range", () => {
  it("is found once the key has settled, and says what it was used from before", async () => {
    const key = await newKey();
    await seedHours(query, key, hoursBefore(31, 5));
    for (const address of ["203.0.113.7", "198.51.100.4"]) {
      await seedCaller(query, key, { address, firstSeenAtMs: NOW - 31 * DAY_MS });
    }
    expect(await found()).toEqual([]);
    await seedCaller(query, key, { address: "203.0.113.9", firstSeenAtMs: NOW - 60_000 });
    expect(await found()).toEqual([]);
    await seedCaller(query, key, { address: "192.0.2.9", firstSeenAtMs: NOW - 30_000 });
    await seedCaller(query, key, { address: "192.0.2.10", firstSeenAtMs: NOW - 20_000 });
    expect(await found()).toEqual([
      {
        id: expect.any(String),
        kind: "new_address",
        urgent: true,
        keyId: key.keyId,
        keyNote: "checkout",
        title: "“checkout” is used from a new address range, 192.0.2.0/24",
        why: "First from 192.0.2.9 on 21 Oct 2026, 14:19 UTC. In 30 days and 3,650 calls before, it came from 2 other ranges.",
        sinceAt: "2026-10-21T14:19:30.000Z",
        actions: ["review", "disable", "rotate"],
        listedBy: null,
        dismissable: true,
      },
    ]);
  });

  it("is none while the key is being tried out", async () => {
    const key = await newKey();
    await seedCaller(query, key, { address: "203.0.113.7", firstSeenAtMs: NOW - 31 * DAY_MS });
    await seedCaller(query, key, { address: "192.0.2.9", firstSeenAtMs: NOW - 60_000 });
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR - 5 * DAY_MS, requests: 19 }]);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 1000 }]);
    expect(await found()).toEqual([]);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR - 5 * DAY_MS, requests: 1 }]);
    expect(await found()).toHaveLength(1);
  });
});

describe("an unusual rate", () => {
  it("is found within the hour, and its numbers follow the hour", async () => {
    const key = await newKey();
    await seedHours(query, key, [
      ...hoursBefore(14, 20),
      { startsAtMs: THIS_HOUR - 50 * HOUR_MS, requests: 17 },
    ]);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 100 }]);
    expect(await found()).toEqual([]);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 112 }]);
    const [finding] = await found();
    expect(finding).toMatchObject({
      kind: "unusual_rate",
      title: "“checkout” is called far more than usual",
      why: "212 requests between 14:00 and 15:00 UTC on 21 Oct 2026; its busiest hour in 14 days had 37.",
    });
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 200 }]);
    expect(await found(NOW + HOUR_MS)).toEqual([
      { ...finding, why: expect.stringMatching(/^412 requests between 14:00 and 15:00 UTC/) },
    ]);
  });

  it("of a key that was rotated offers no second rotation, and is no news once that key has stopped", async () => {
    const key = await newKey();
    await newKey("successor", { replacesId: key.keyId });
    await seedHours(query, key, [...hoursBefore(14, 20), { startsAtMs: THIS_HOUR, requests: 212 }]);
    expect(await found()).toMatchObject([{ kind: "unusual_rate", actions: ["review", "disable"] }]);
    const since = new Date(NOW - HOUR_MS);
    const ours = async () =>
      (await findingsSince(since, new Date(NOW))).filter(({ keyId }) => keyId === key.keyId);
    expect(await ours()).toHaveLength(1);
    await db().apiKey.update({ where: { id: key.keyId }, data: { overlapEndsAt: new Date(NOW) } });
    expect(await ours()).toEqual([]);
    expect(await found()).toMatchObject([{ kind: "unusual_rate", actions: ["review"] }]);
  });

  it("is none for a key without a week behind it, nor by the calls of another key", async () => {
    const young = await newKey("young");
    const steady = await newKey("steady");
    await seedHours(query, young, [...hoursBefore(6, 1), { startsAtMs: THIS_HOUR, requests: 5000 }]);
    await seedHours(query, steady, [...hoursBefore(14, 4800), { startsAtMs: THIS_HOUR, requests: 5000 }]);
    expect(await found()).toEqual([]);
  });
});

describe("a burst of refusals", () => {
  it.each([
    [{ enabled: false }, "“checkout” is disabled and still called", ["review"]],
    [{ expiresAt: new Date(NOW - DAY_MS) }, "“checkout” is expired and still called", ["review", "extend"]],
    [{ overlapEndsAt: new Date(NOW - DAY_MS) }, "“checkout” is expired and still called", ["review"]],
    [{ deletedAt: new Date(NOW - DAY_MS) }, "“checkout” is revoked and still called", ["review"]],
    [{}, "“checkout” was called while it was switched off or expired", ["review"]],
  ])("of a key that is %j", async (state, title, actions) => {
    const key = await newKey("checkout", state);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 60, unauthorized: 19 }]);
    expect(await found()).toEqual([]);
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 1, unauthorized: 1 }]);
    expect(await found()).toMatchObject([
      {
        kind: "refused_burst",
        title,
        why: "20 calls refused with 401 between 14:00 and 15:00 UTC on 21 Oct 2026.",
        actions,
      },
    ]);
  });

  it("that goes on for hours is one finding, also once it was dismissed", async () => {
    const key = await newKey("checkout", { enabled: false });
    for (let hour = 0; hour < 5; hour++) {
      await seedHours(query, key, [
        { startsAtMs: THIS_HOUR + hour * HOUR_MS, requests: 50, unauthorized: 50 },
      ]);
      const findings = await found(NOW + hour * HOUR_MS);
      expect(findings).toHaveLength(hour < 3 ? 1 : 0);
      if (hour === 2) await dismissFinding(tenant.admin, { id: findings[0]!.id });
    }
    const later = THIS_HOUR + 30 * HOUR_MS;
    await seedHours(query, key, [{ startsAtMs: later, requests: 50, unauthorized: 50 }]);
    expect(await found(later + HOUR_MS)).toHaveLength(1);
  });
});

describe("findings", () => {
  const burst = async (note = "off") => {
    const key = await newKey(note, { enabled: false });
    await seedHours(query, key, [{ startsAtMs: THIS_HOUR, requests: 20, unauthorized: 20 }]);
    return key;
  };

  it("end by themselves after 30 days", async () => {
    await burst();
    expect(await found()).toHaveLength(1);
    expect(await found(NOW + 29 * DAY_MS)).toHaveLength(1);
    expect(await found(NOW + 31 * DAY_MS)).toEqual([]);
    const { projectId } = tenant;
    expect(await db().finding.count({ where: { projectId } })).toBe(0);
  });

  it("of one key are those of that key alone; another project's key does not exist", async () => {
    const [first, second] = [await burst("first"), await burst("second")];
    expect(await found()).toHaveLength(2);
    const now = new Date(NOW);
    expect(await listFindings(tenant.viewer, { keyId: first.keyId }, now)).toMatchObject([
      { keyNote: "first" },
    ]);
    const other = await testTenant();
    expect(await listFindings(other.owner, {}, now)).toEqual([]);
    for (const keyId of [second.keyId, "nonsense"]) {
      await expect(listFindings(other.owner, { keyId }, now)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("are dismissed by those who may write keys, with an audit event, once", async () => {
    await burst();
    const [finding] = await found();
    const id = finding!.id;
    await expect(dismissFinding(tenant.member, { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(dismissFinding(tenant.viewer, { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(dismissFinding(tenant.stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    const other = await testTenant();
    await expect(dismissFinding(other.owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(listFindings(tenant.stranger)).rejects.toMatchObject({ code: "not_found" });
    expect(await found()).toHaveLength(1);
    await dismissFinding(tenant.admin, { id });
    await dismissFinding(tenant.admin, { id });
    expect(await found(NOW + 60_000)).toEqual([]);
    expect(await db().auditEvent.count({ where: { action: "finding.dismiss", targetId: id } })).toBe(1);
  });

  it("are looked for by one process at a time", async () => {
    await burst();
    const elsewhere = await pool().connect();
    await elsewhere.query("BEGIN; SELECT pg_advisory_xact_lock(72707374)");
    expect(await found()).toEqual([]);
    await elsewhere.query("ROLLBACK");
    elsewhere.release();
    expect(await found()).toHaveLength(1);
  });
});
