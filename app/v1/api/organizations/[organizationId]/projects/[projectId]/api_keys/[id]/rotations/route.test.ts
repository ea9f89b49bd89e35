import { afterAll, beforeAll, expect, it } from "vitest";
import { apiKeys } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { createKey, Verifier } from "@/lib/keys";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { rotate } = apiKeys;
const one = async () => ({ id: (await createKey(api.tenant.owner, { note: "one" })).id });

itRefuses(
  rotate,
  () => api,
  async () => ({ ...(await one()), attributes: { overlap: "1h" } }),
);

it("201: makes a successor with a secret of its own, and 409 once there is one", async () => {
  const { id } = await one();
  const { status, body } = await api.call(rotate, { id, attributes: { overlap: "1h" } });
  expect(status).toBe(201);
  expect(body.data!.attributes).toMatchObject({ note: "one", replaces: { id } });
  const verdict = await new Verifier().verify(body.meta!.secretKey as string, Date.now());
  expect(verdict).toMatchObject({ ok: true });
  expect(errorOf(await api.call(rotate, { id, attributes: { overlap: "1h" } }))).toMatchObject({
    status: 409,
    code: "conflict",
  });
});

it("422: an overlap that there is not", async () => {
  expect(errorOf(await api.call(rotate, { ...(await one()), attributes: { overlap: "1y" } }))).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/overlap" },
  });
});

itAnsweredAsDocumented(rotate);
