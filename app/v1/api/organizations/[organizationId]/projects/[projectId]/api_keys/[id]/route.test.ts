import { afterAll, beforeAll, expect, it } from "vitest";
import { apiKeys } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { createKey } from "@/lib/keys";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { show, update, remove } = apiKeys;
const one = async () => ({ id: (await createKey(api.tenant.owner, { note: "one" })).id });

itRefuses(show, () => api, one);
itRefuses(
  update,
  () => api,
  async () => ({ ...(await one()), attributes: { note: "changed" } }),
);
itRefuses(remove, () => api, one);

it("200: shows and changes, null clears", async () => {
  const { id } = await createKey(api.tenant.owner, { note: "limited", tokenLimit: 5 });
  const changed = await api.call(update, { id, attributes: { token_limit: null, enabled: false } });
  expect(changed.status).toBe(200);
  const { status, body } = await api.call(show, { id });
  expect(status).toBe(200);
  expect(body.data!.attributes).toMatchObject({ token_limit: null, enabled: false, status: "disabled" });
});

it("204: deletes, and 404 the second time", async () => {
  const { id } = await one();
  expect((await api.call(remove, { id })).status).toBe(204);
  expect(errorOf(await api.call(remove, { id })).status).toBe(404);
});

itAnsweredAsDocumented(show, update, remove);
