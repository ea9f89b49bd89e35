import { afterAll, beforeAll, expect, it } from "vitest";
import { modelEndpoints } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { createCredential } from "@/lib/credentials";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { list, create } = modelEndpoints;
let serial = 0;
async function valid() {
  const { id } = await createCredential(api.tenant.owner, {
    name: `up-${serial++}`,
    provider: "openai",
    secret: "sk-upstream-0123456789abcdef",
  });
  return { slug: `slug-${serial++}`, targets: [{ credential_id: id, model: "m", weight: 100 }] };
}

itRefuses(
  list,
  () => api,
  () => ({}),
);
itRefuses(
  create,
  () => api,
  async () => ({ attributes: await valid() }),
);

it("201: makes an endpoint, and 200 finds it", async () => {
  const attributes = { ...(await valid()), timeout_ms: 5000 };
  const { status, body } = await api.call(create, { attributes });
  expect(status).toBe(201);
  expect(body.data!.attributes).toMatchObject({ slug: attributes.slug, timeout_ms: 5000, fallbacks: [] });
  const found = await api.call(list, { query: `?filter[slug]=${attributes.slug}` });
  expect([found.status, found.body.list!.map(({ id }) => id)]).toEqual([200, [body.data!.id]]);
});

it("409: a slug that another one has", async () => {
  const attributes = await valid();
  await api.call(create, { attributes });
  expect(errorOf(await api.call(create, { attributes })).status).toBe(409);
});

it("422: weights that are not 100 together, and another tenant's credential", async () => {
  const { slug, targets } = await valid();
  expect(
    errorOf(await api.call(create, { attributes: { slug, targets: [{ ...targets[0], weight: 50 }] } })),
  ).toMatchObject({
    status: 422,
    source: { pointer: expect.stringMatching(/^\/data\/attributes\/targets/) },
  });
  const other = await testApi();
  const theirs = await createCredential(other.tenant.owner, {
    name: "t",
    provider: "openai",
    secret: "sk-0123456789",
  });
  const foreign = { slug, targets: [{ ...targets[0], credential_id: theirs.id }] };
  expect(errorOf(await api.call(create, { attributes: foreign })).status).toBe(422);
});

it("200: goes on after a page whose last one is gone, and 400s a cursor that is none", async () => {
  for (let i = 0; i < 3; i++) await api.call(create, { attributes: await valid() });
  const query = "?page[size]=1";
  const first = await api.call(list, { query });
  const next = new URL(first.body.links!.next!, "http://x").search;
  const restOf = async () => (await api.call(list, { query: next.replace("=1", "=200") })).body.list!;
  const rest = await restOf();
  await api.call(modelEndpoints.remove, { id: first.body.list![0]!.id });
  expect(rest.length).toBeGreaterThan(1);
  expect(await restOf()).toEqual(rest);
  const forged = Buffer.from(JSON.stringify(["a", "no id"])).toString("base64url");
  for (const cursor of ["x", "00000000-0000-7000-8000-000000000000", forged]) {
    const refused = await api.call(list, { query: `?page[after]=${cursor}` });
    expect(errorOf(refused)).toMatchObject({ status: 400, source: { parameter: "page[after]" } });
  }
});

itAnsweredAsDocumented(list, create);
