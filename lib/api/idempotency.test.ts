import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../db";
import { createKey, listKeys } from "../keys";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { once } from "./idempotency";

const REQUEST = { method: "POST", path: "/api_keys", attributes: { note: "once" } };

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  tenant = await testTenant();
});

/** Makes a key; `before` and `after` are where a process may end. */
const make = (before = async () => {}, after = async () => {}) =>
  once(tenant.owner, "deploy-1", REQUEST, async (ctx) => {
    await before();
    const { id } = await createKey(ctx, { note: "once" });
    await after();
    return { answer: { status: 201, body: { id, secret: "shown once" } }, kept: { id } };
  });
const made = async () => (await listKeys(tenant.owner)).total;
const never = () => new Promise<void>(() => {});
const aMinutePasses = () =>
  db().idempotentRequest.updateMany({
    where: { projectId: tenant.projectId },
    data: { createdAt: new Date(Date.now() - 61_000) },
  });

/** Starts a request that never ends, and goes on when it has come that far. */
const hang = (where: "before" | "after") =>
  new Promise<void>((resolve) => {
    const stop = () => {
      resolve();
      return never();
    };
    void (where === "before" ? make(stop) : make(undefined, stop));
  });

describe("a request whose process ended", () => {
  it("before it changed anything is run by who sends it again, once a minute has passed", async () => {
    await hang("before");
    await expect(make()).rejects.toMatchObject({ status: 409, code: "request_in_progress" });
    await aMinutePasses();
    expect(await make()).toMatchObject({ status: 201, replayed: false });
    expect(await make()).toMatchObject({ status: 201, replayed: true });
    expect(await made()).toBe(1);
  });

  it("after it changed something never runs again, and that is said", async () => {
    await hang("after");
    await expect(make()).rejects.toMatchObject({ code: "request_in_progress" });
    await aMinutePasses();
    await expect(make()).rejects.toMatchObject({ status: 409, code: "answer_lost" });
    expect(await made()).toBe(1);
  });
});

it("one that was only slow changes nothing once another has taken over", async () => {
  let goOn = () => {};
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow = make(() => waiting);
  await expect.poll(() => db().idempotentRequest.count({ where: { projectId: tenant.projectId } })).toBe(1);
  await aMinutePasses();
  expect(await make()).toMatchObject({ replayed: false });
  goOn();
  await expect(slow).rejects.toMatchObject({ code: "request_in_progress" });
  expect(await made()).toBe(1);
  expect(await make()).toMatchObject({ replayed: true });
});

it("of several that find one left, one takes over", async () => {
  await hang("before");
  await aMinutePasses();
  const ends = await Promise.allSettled(Array.from({ length: 6 }, () => make()));
  expect(ends.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
  expect(await made()).toBe(1);
});

it("a failure after the change does not let it happen twice", async () => {
  const fails = async () => {
    throw new Error("the answer could not be made");
  };
  await expect(make(undefined, fails)).rejects.toThrow("could not be made");
  await expect(make()).rejects.toMatchObject({ status: 409 });
  expect(await made()).toBe(1);
});

it("a failure before the change leaves the key free", async () => {
  const fails = async () => {
    throw new Error("not now");
  };
  await expect(make(fails)).rejects.toThrow("not now");
  expect(await make()).toMatchObject({ status: 201, replayed: false });
});
