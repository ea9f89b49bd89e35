import { afterAll, beforeAll, expect, it } from "vitest";
import { llmApiKeys } from "@/lib/api";
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

const { show, update, remove } = llmApiKeys;
let serial = 0;
const made = () =>
  createCredential(api.tenant.owner, {
    name: `up-${serial++}`,
    provider: "openai",
    secret: "sk-upstream-0123456789abcdef",
  });
const one = async () => ({ id: (await made()).id });

itRefuses(show, () => api, one);
itRefuses(
  update,
  () => api,
  async () => ({ ...(await one()), attributes: { name: `new-${serial++}` } }),
);
itRefuses(remove, () => api, one);

it("200: shows and changes, the secret stays sealed", async () => {
  const { id } = await one();
  const name = `renamed-${serial++}`;
  const changed = await api.call(update, { id, attributes: { name, models: ["m"] } });
  expect(changed.status).toBe(200);
  const { status, body } = await api.call(show, { id });
  expect(status).toBe(200);
  expect(body.data!.attributes).toMatchObject({ name, hint: "…cdef", models: [{ name: "m" }] });
});

it("409: is needed by an endpoint, until its name is given; 204 then", async () => {
  const { id, name } = await made();
  await createEndpoint(api.tenant.owner, {
    slug: `e-${serial++}`,
    targets: [{ credentialId: id, model: "m", weight: 100 }],
  });
  expect(errorOf(await api.call(remove, { id }))).toMatchObject({ status: 409, code: "conflict" });
  expect((await api.call(remove, { id, query: `?filter[confirm_name]=${name}` })).status).toBe(204);
  expect(errorOf(await api.call(show, { id })).status).toBe(404);
});

itAnsweredAsDocumented(show, update, remove);
