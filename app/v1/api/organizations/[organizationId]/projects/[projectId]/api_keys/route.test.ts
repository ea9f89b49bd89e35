import { afterAll, beforeAll, expect, it } from "vitest";
import { apiKeys } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { createKey, getKey, Verifier } from "@/lib/keys";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { list, create } = apiKeys;

itRefuses(
  list,
  () => api,
  () => ({}),
);
itRefuses(
  create,
  () => api,
  () => ({ attributes: { note: "made" } }),
);

it("201: makes a key and shows its secret once", async () => {
  const { status, body } = await api.call(create, { attributes: { note: "made", requests_per_minute: 5 } });
  expect(status).toBe(201);
  expect(body.data!.attributes).toMatchObject({ note: "made", requests_per_minute: 5, gateway_only: false });
  const secret = body.meta!.secretKey as string;
  expect(await new Verifier().verify(secret, Date.now())).toMatchObject({ ok: true });
  expect(JSON.stringify(await api.call(list))).not.toContain(secret);
});

it("200: lists keys, those of another project never", async () => {
  const other = await testApi();
  await createKey(other.tenant.owner, { note: "theirs" });
  const { status, body } = await api.call(list, { query: "?sort=note" });
  expect(status).toBe(200);
  expect(body.list!.map(({ attributes }) => attributes.note)).not.toContain("theirs");
});

it("200: managing is use as well, noted once a minute", async () => {
  const { tenant, key, call } = await testApi();
  const lastUsed = async () => (await getKey(tenant.owner, { id: key.id })).lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await call(list, { headers: { "user-agent": "terraform/1" } });
  const first = await lastUsed();
  expect(first).not.toBeNull();
  expect(await getKey(tenant.owner, { id: key.id })).toMatchObject({ lastUsedUserAgent: "terraform/1" });
  await call(list);
  expect(await lastUsed()).toBe(first);
});

it("403: the id is Gatehouse's to give", async () => {
  const body = JSON.stringify({ data: { id: "mine", attributes: { note: "x" } } });
  expect(errorOf(await api.call(create, { body }))).toMatchObject({ status: 403, code: "client_id" });
});

itAnsweredAsDocumented(list, create);
