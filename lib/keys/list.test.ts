import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createKey, deleteKey, disableKey, type ListKeysInput, listKeys } from ".";
import { encodeCursor } from "./cursor";
import { KEY_SORTS, type KeyView } from "./schema";

let database: TestDatabase;
let tenant: TestTenant;
const all: KeyView[] = [];
const DAY_MS = 86_400_000;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  for (let i = 0; i < 37; i++) {
    const note = `${i % 2 ? "Service" : "worker"} ${String(i).padStart(2, "0")}${i === 5 ? " 100%_done" : ""}`;
    const expiresAt = i % 3 === 0 ? new Date(Date.now() + (i + 1) * DAY_MS).toISOString() : null;
    all.push(await createKey(tenant.admin, { note, expiresAt }));
  }
  for (const [i, key] of all.entries()) {
    if (i % 4 !== 0) continue;
    await db().apiKey.update({
      where: { id: key.id },
      data: { lastUsedAt: new Date(Date.now() - i * 60_000) },
    });
  }
  await disableKey(tenant.admin, { id: all[1]!.id });
  await deleteKey(tenant.admin, { id: all[2]!.id });
  await db().apiKey.update({ where: { id: all[3]!.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
});
afterAll(() => database.drop());

async function everyPage(input: ListKeysInput) {
  const notes: string[] = [];
  const pages: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listKeys(tenant.viewer, { ...input, cursor });
    notes.push(...page.keys.map((key) => key.note));
    pages.push(page.keys.length);
    if (!page.nextCursor) return { notes, pages, total: page.total };
    cursor = page.nextCursor;
  }
}

describe("listKeys", () => {
  it.each(KEY_SORTS.flatMap((sort) => [[sort, "asc"] as const, [sort, "desc"] as const]))(
    "by %s %s gives every key once, in order, whatever the page size",
    async (sort, direction) => {
      const whole = await everyPage({ sort, direction, limit: 200 });
      expect(new Set(whole.notes).size).toBe(36);
      for (const limit of [1, 7, 36]) {
        const paged = await everyPage({ sort, direction, limit });
        expect(paged.notes).toEqual(whole.notes);
        expect(paged.total).toBe(36);
      }
    },
  );

  it("sorts notes without regard to case, and puts keys never used last in both directions", async () => {
    const { notes } = await everyPage({ sort: "note", direction: "asc" });
    expect(notes).toEqual([...notes].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    for (const direction of ["asc", "desc"] as const) {
      const { keys } = await listKeys(tenant.viewer, { sort: "lastUsedAt", direction, limit: 50 });
      const used = keys.map((key) => key.lastUsedAt !== null);
      expect(used.lastIndexOf(true)).toBe(used.filter(Boolean).length - 1);
      expect(used.filter(Boolean)).toHaveLength(10);
    }
  });

  it("filters by each derived status; deleted keys show only when asked for", async () => {
    const of = async (status: KeyView["status"]) =>
      (await listKeys(tenant.viewer, { status, limit: 50 })).keys.map((key) => [key.note, key.status]);
    expect(await of("disabled")).toEqual([["Service 01", "disabled"]]);
    expect(await of("revoked")).toEqual([["worker 02", "revoked"]]);
    expect(await of("expired")).toEqual([["Service 03", "expired"]]);
    expect(await of("active")).toHaveLength(34);
  });

  it("searches notes literally and without regard to case, display secrets and ids", async () => {
    const found = async (search: string) =>
      (await listKeys(tenant.viewer, { search })).keys.map((key) => key.note);
    expect(await found("sERVICE 1")).toHaveLength(5);
    expect(await found("100%_d")).toEqual(["Service 05 100%_done"]);
    expect(await found("%")).toHaveLength(1);
    expect(await found("nothing like it")).toEqual([]);
    expect(await found("'; DROP TABLE api_keys; --")).toEqual([]);
    expect(await found(all[7]!.displaySecret)).toEqual([all[7]!.note]);
    expect(await found(`…${all[7]!.displaySecret.slice(-4)}`)).toEqual([all[7]!.note]);
    expect(await found(all[9]!.id)).toEqual([all[9]!.note]);
  });

  it("refuses a cursor of another order or of nobody", async () => {
    const { nextCursor } = await listKeys(tenant.viewer, { limit: 5, sort: "note" });
    for (const cursor of [nextCursor!, "garbage", Buffer.from("[]").toString("base64url")]) {
      await expect(listKeys(tenant.viewer, { limit: 5, sort: "createdAt", cursor })).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
  });

  it.each([
    "2026-02-31 00:00:00+00",
    "2026-01-01 00:00:00+16",
    "2026-01-01 00:00:00+23:59",
    "0000-01-01 00:00:00+00",
    "10000-01-01 00:00:00+00",
    "2026-01-01 00:00:61+00",
  ])("refuses a cursor of the time %s, which there is none of", async (time) => {
    const cursor = encodeCursor("createdAt:desc", { value: time, id: all[0]!.id });
    await expect(listKeys(tenant.viewer, { cursor })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it.each(["2026-02-28 23:59:59.123456+15:30", "2026-01-01 00:00:00-12"])(
    "takes a cursor of the time %s, as a database in another zone writes it",
    async (time) => {
      const cursor = encodeCursor("createdAt:desc", { value: time, id: all[0]!.id });
      await expect(listKeys(tenant.viewer, { cursor })).resolves.toMatchObject({ total: 36 });
    },
  );
});
