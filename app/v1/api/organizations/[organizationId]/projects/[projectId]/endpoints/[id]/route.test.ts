import { afterAll, beforeAll, expect, it } from "vitest";
import { modelEndpoints } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { createCredential } from "@/lib/credentials";
import { createEndpoint } from "@/lib/endpoints";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { show, update, remove } = modelEndpoints;
let serial = 0;
async function one() {
  const { id: credentialId } = await createCredential(api.tenant.owner, {
    name: `up-${serial++}`,
    provider: "openai",
    secret: "sk-upstream-0123456789abcdef",
  });
  const targets = [{ credentialId, model: "m", weight: 100 }];
  return { id: (await createEndpoint(api.tenant.owner, { slug: `slug-${serial++}`, targets })).id };
}

itRefuses(show, () => api, one);
itRefuses(
  update,
  () => api,
  async () => ({ ...(await one()), attributes: { timeout_ms: 2000 } }),
);
itRefuses(remove, () => api, one);

it("200: shows and changes, and null clears", async () => {
  const { id } = await one();
  expect((await api.call(update, { id, attributes: { timeout_ms: 2000 } })).status).toBe(200);
  expect((await api.call(show, { id })).body.data!.attributes.timeout_ms).toBe(2000);
  await api.call(update, { id, attributes: { timeout_ms: null } });
  const { status, body } = await api.call(show, { id });
  expect([status, body.data!.attributes.timeout_ms]).toEqual([200, null]);
});

it("204: deletes for good", async () => {
  const { id } = await one();
  expect((await api.call(remove, { id })).status).toBe(204);
  expect(errorOf(await api.call(show, { id })).status).toBe(404);
});

itAnsweredAsDocumented(show, update, remove);
