import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../db";
import { newId } from "../../ids";
import { type TestTenant, testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { listFindings } from ".";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 9, 21, 14);

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant();
});
afterAll(() => database.drop());

type Times = {
  created?: number;
  used?: number | null;
  expires?: number;
  overlapEnds?: number;
  enabled?: boolean;
};

/** Keys by what they are called: made, used, expiring and ending their overlap so many days from now. */
async function keys(named: Record<string, Times>): Promise<void> {
  const at = (days: number | null) => (days === null ? null : new Date(NOW + days * DAY_MS));
  await db().apiKey.createMany({
    data: Object.entries(named).map(
      ([note, { created = -200, used = -1, expires, overlapEnds, enabled = true }]) => {
        const id = newId();
        return {
          id,
          projectId: tenant.projectId,
          note,
          noteSort: note,
          displaySecret: "gk_…4f2a",
          secretHash: Buffer.from(id.replaceAll("-", ""), "hex"),
          createdAt: at(created)!,
          lastUsedAt: at(used),
          expiresAt: at(expires ?? null),
          overlapEndsAt: at(overlapEnds ?? null),
          enabled,
          createdByKind: "USER" as const,
          createdByName: "admin",
        };
      },
    ),
  });
}

/** Makes a key the successor of another; one that was deleted succeeds nobody. */
async function succeed(note: string, successor: string, deleted = false): Promise<void> {
  const { projectId } = tenant;
  const { id } = (await db().apiKey.findFirst({ where: { projectId, note } }))!;
  const data = { replacesId: id, deletedAt: deleted ? new Date(NOW) : null };
  await db().apiKey.updateMany({ where: { projectId, note: successor }, data });
}

const found = (keyId?: string) => listFindings(tenant.viewer, { keyId }, new Date(NOW));

describe("keys unused for 90 days", () => {
  it("are told apart while they are few, the longest unused first", async () => {
    await keys({
      used: { used: -89.9 },
      idle: { used: -90.1 },
      never: { used: null, created: -150 },
      fresh: { used: null, created: -89 },
      off: { used: -120, enabled: false },
      expired: { used: -120, expires: -1 },
      retired: { used: -120, overlapEnds: 0 },
    });
    expect(await found()).toMatchObject([
      {
        kind: "unused",
        keyNote: "never",
        title: "“never” has not been used for 150 days",
        why: "Never since it was made on 24 May 2026, 14:00 UTC.",
        actions: ["review", "disable"],
        dismissable: false,
      },
      { keyNote: "idle", title: "“idle” has not been used for 90 days" },
    ]);
  });

  it("are told together from the fourth on, and each on its own page", async () => {
    await keys({ a: { used: -400 }, b: { used: -300 }, c: { used: -200 }, d: { used: null, created: -100 } });
    expect(await found()).toMatchObject([
      {
        id: "unused",
        keyId: null,
        title: "4 keys have not been used for 90 days",
        why: "The longest: “a”, “b”, “c”. Each is a secret that may lie about somewhere.",
        listedBy: "lastUsedAt",
      },
    ]);
    const { id } = (await db().apiKey.findFirst({ where: { projectId: tenant.projectId, note: "b" } }))!;
    expect(await found(id)).toMatchObject([{ keyId: id, title: "“b” has not been used for 300 days" }]);
  });
});

describe("keys that expire", () => {
  it("are told within 30, 7 and 1 days, the urgent first; who has expired or is off is not", async () => {
    await keys({
      later: { expires: 30.1 },
      month: { expires: 30, used: null, created: -5 },
      week: { expires: 6.5 },
      day: { expires: 3.5 / 24 },
      gone: { expires: -1 },
      off: { expires: 2, enabled: false },
    });
    expect(await found()).toMatchObject([
      {
        keyNote: "day",
        urgent: true,
        title: "“day” expires in 3 hours",
        actions: ["review", "extend", "rotate"],
      },
      {
        keyNote: "week",
        urgent: false,
        title: "“week” expires in 6 days",
        why: "On 28 Oct 2026, 02:00 UTC. Its last call was on 20 Oct 2026, 14:00 UTC.",
      },
      { keyNote: "month", why: "On 20 Nov 2026, 14:00 UTC. It has never been used." },
    ]);
  });

  it("are not told once they were rotated: neither a retired one nor one that still works", async () => {
    await keys({
      retired: { expires: 5, overlapEnds: 0 },
      overlapping: { expires: 5, overlapEnds: 1 },
      kept: { expires: 5 },
      one: {},
      two: {},
      three: {},
    });
    await succeed("retired", "one");
    await succeed("overlapping", "two");
    await succeed("kept", "three");
    expect(await found()).toEqual([]);
  });

  it("are told with the end of their overlap once the successor was deleted, which no expiry puts off", async () => {
    const alone = { expires: 20, overlapEnds: 0.5 };
    const retired = { expires: 5, overlapEnds: -1 };
    await keys({ alone, retired, one: {}, two: {} });
    await succeed("alone", "one", true);
    await succeed("retired", "two", true);
    expect(await found()).toMatchObject([
      { urgent: true, title: "“alone” expires in 12 hours", actions: ["review", "rotate"] },
    ]);
  });

  it("are told together where there are many, by how soon", async () => {
    const soon = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`soon ${i}`, { expires: (i + 1) / 24 }]),
    );
    await keys({ ...soon, alone: { expires: 5 } });
    expect(await found()).toMatchObject([
      {
        title: "12 keys expire within 1 day",
        why: "The next: “soon 0”, “soon 1”, “soon 2”, from 21 Oct 2026, 15:00 UTC on.",
        urgent: true,
        keyId: null,
        listedBy: "expiresAt",
      },
      { keyNote: "alone" },
    ]);
  });

  it("of another project are nobody's business", async () => {
    await keys({ ours: { expires: 1 }, idle: { used: -100 } });
    const other = await testTenant();
    expect(await listFindings(other.owner, {}, new Date(NOW))).toEqual([]);
    const naming = { ...other.owner, projectId: tenant.projectId };
    expect(await listFindings(naming, {}, new Date(NOW))).toEqual([]);
  });
});
