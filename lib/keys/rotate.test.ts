import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { ChangeListener } from "../listener";
import {
  changeOverlap,
  createKey,
  deleteKey,
  getKey,
  listKeys,
  type Overlap,
  rotateKey,
  type Verdict,
  Verifier,
} from "./index";

const DAY_MS = 86_400_000;
let database: TestDatabase;
let tenant: TestTenant;
let verifier: Verifier;
let listener: ChangeListener;
beforeAll(async () => {
  database = await testDatabase();
  listener = new ChangeListener(database.url);
  await listener.start();
});
afterAll(async () => {
  await listener.stop();
  await database.drop();
});
beforeEach(async () => {
  tenant = await testTenant();
  verifier = new Verifier();
});
afterEach(() => verifier.close());

const make = (more: object = {}) => createKey(tenant.admin, { note: "checkout", ...more });
const verdict = async (secret: string, atMs = Date.now()): Promise<Verdict> => verifier.verify(secret, atMs);
const code = async (secret: string, atMs?: number) => {
  const answer = await verdict(secret, atMs);
  return answer.ok ? "ok" : answer.code;
};

describe("a rotation", () => {
  it("makes a successor with the same note, limits and rights, and reveals its secret once", async () => {
    const limits = {
      costLimitUsd: "12.5",
      tokenLimit: 900,
      requestsPerMinute: 7,
      resetPeriod: "weekly" as const,
    };
    const old = await make({ ...limits, gatewayOnly: true });
    const { secret, ...successor } = await rotateKey(tenant.admin, { id: old.id, overlap: "24h" });
    expect(successor).toMatchObject({ ...limits, note: "checkout", gatewayOnly: true, status: "active" });
    expect(successor.replaces).toEqual({ id: old.id, note: "checkout", createdAt: old.createdAt });
    expect(secret).not.toBe(old.secret);
    const read = JSON.stringify([
      await getKey(tenant.admin, { id: successor.id }),
      await listKeys(tenant.admin),
    ]);
    expect(read).not.toContain(secret);
  });

  it("lets the old key work to the end of its overlap, to the millisecond, under its own id", async () => {
    const old = await make();
    expect(await code(old.secret)).toBe("ok");
    const successor = await rotateKey(tenant.admin, { id: old.id, overlap: "1h" });
    const read = await getKey(tenant.admin, { id: old.id });
    expect(read).toMatchObject({ id: old.id, status: "active", replacedBy: { id: successor.id } });
    const endMs = Date.parse(read.overlapEndsAt!);
    expect(await code(old.secret, endMs - 1)).toBe("ok");
    expect(await code(old.secret, endMs)).toBe("expired_api_key");
    expect(await code(successor.secret, endMs)).toBe("ok");
  });

  it.each([
    ["now", "expired_api_key"],
    ["until_deleted", "ok"],
  ] as const)(
    "with an overlap of %s answers the next call of the old key with %s",
    async (overlap: Overlap, told) => {
      const old = await make();
      expect(await code(old.secret)).toBe("ok");
      await rotateKey(tenant.admin, { id: old.id, overlap });
      expect(await code(old.secret)).toBe(told);
      const statuses = (await listKeys(tenant.admin, { status: "expired" })).keys.map((key) => key.id);
      expect(statuses).toEqual(overlap === "now" ? [old.id] : []);
    },
  );

  it("never lengthens the life of a key that expires within its overlap", async () => {
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const old = await make({ expiresAt });
    await rotateKey(tenant.admin, { id: old.id, overlap: "7d" });
    expect(await code(old.secret, Date.parse(expiresAt))).toBe("expired_api_key");
  });

  it("makes the successor for as long as the old key was made for", async () => {
    const old = await make({ expiresAt: new Date(Date.now() + 30 * DAY_MS).toISOString() });
    await db().apiKey.update({
      where: { id: old.id },
      data: { createdAt: new Date(Date.now() - 20 * DAY_MS) },
    });
    const { expiresAt } = await rotateKey(tenant.admin, { id: old.id, overlap: "now" });
    expect((Date.parse(expiresAt!) - Date.now()) / DAY_MS).toBeCloseTo(50, 1);
  });

  it("succeeds a key that was made for as long as there is", async () => {
    const expiresAt = "9999-12-31T23:59:59.000Z";
    const old = await make({ expiresAt });
    await db().apiKey.update({
      where: { id: old.id },
      data: { createdAt: new Date(Date.now() - 20 * DAY_MS) },
    });
    const successor = await rotateKey(tenant.admin, { id: old.id, overlap: "24h" });
    expect(successor.expiresAt).toBe("9999-12-31T23:59:59.999Z");
    const again = await rotateKey(tenant.admin, { id: successor.id, overlap: "24h" });
    expect(again.expiresAt).toBe("9999-12-31T23:59:59.999Z");
  });

  it("happens once, however many ask at the same time", async () => {
    const { id } = await make();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => rotateKey(tenant.admin, { id, overlap: "24h" })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const attempt of tries) {
      if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "conflict" });
    }
    expect((await listKeys(tenant.admin)).total).toBe(2);
  });

  it("is possible again once the successor was deleted", async () => {
    const { id } = await make();
    const first = await rotateKey(tenant.admin, { id, overlap: "until_deleted" });
    await expect(rotateKey(tenant.admin, { id, overlap: "now" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(first.id),
    });
    await deleteKey(tenant.admin, { id: first.id });
    expect(await getKey(tenant.admin, { id })).toMatchObject({ replacedBy: null });
    const listed = (await listKeys(tenant.admin)).keys.find((key) => key.id === id);
    expect(listed).toMatchObject({ replacedBy: null });
    const second = await rotateKey(tenant.admin, { id, overlap: "until_deleted" });
    expect(await getKey(tenant.admin, { id })).toMatchObject({ replacedBy: { id: second.id } });
  });

  it.each(["until_deleted", "7d", "now"] as const)(
    "with an overlap of %s makes a new successor of a key that has stopped, and does not bring it back",
    async (overlap) => {
      const old = await make();
      const first = await rotateKey(tenant.admin, { id: old.id, overlap: "now" });
      const { overlapEndsAt } = await getKey(tenant.admin, { id: old.id });
      await deleteKey(tenant.admin, { id: first.id });
      const second = await rotateKey(tenant.admin, { id: old.id, overlap });
      expect(await code(old.secret)).toBe("expired_api_key");
      expect(await code(second.secret)).toBe("ok");
      expect(await getKey(tenant.admin, { id: old.id })).toMatchObject({ status: "expired", overlapEndsAt });
    },
  );

  it("can be ended sooner, or made to last", async () => {
    const old = await make();
    await expect(changeOverlap(tenant.admin, { id: old.id, overlap: "1h" })).rejects.toMatchObject({
      code: "conflict",
    });
    await rotateKey(tenant.admin, { id: old.id, overlap: "1h" });
    await changeOverlap(tenant.admin, { id: old.id, overlap: "until_deleted" });
    expect((await getKey(tenant.admin, { id: old.id })).overlapEndsAt).toBeNull();
    await changeOverlap(tenant.admin, { id: old.id, overlap: "now" });
    expect(await code(old.secret)).toBe("expired_api_key");
    const revived = changeOverlap(tenant.admin, { id: old.id, overlap: "7d" });
    await expect(revived).rejects.toMatchObject({ code: "conflict" });
    expect(await code(old.secret)).toBe("expired_api_key");
  });

  it("is refused to whoever may not, and for keys that are not there", async () => {
    const { id } = await make();
    const input = { id, overlap: "now" } as const;
    await expect(rotateKey(tenant.member, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rotateKey(tenant.stranger, input)).rejects.toMatchObject({ code: "not_found" });
    const elsewhere = await testTenant();
    await expect(rotateKey(elsewhere.admin, input)).rejects.toMatchObject({ code: "not_found" });
    await deleteKey(tenant.admin, { id });
    await expect(rotateKey(tenant.admin, input)).rejects.toMatchObject({ code: "not_found" });
  });

  it("writes what was done, and no secret", async () => {
    const { id } = await make();
    const { secret } = await rotateKey(tenant.admin, { id, overlap: "24h" });
    const events = await db().auditEvent.findMany({ where: { targetId: id, action: "api_key.rotate" } });
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});
