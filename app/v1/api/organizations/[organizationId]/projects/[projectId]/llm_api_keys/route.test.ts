import { afterAll, beforeAll, expect, it } from "vitest";
import { llmApiKeys } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { list, create } = llmApiKeys;
let serial = 0;
const valid = () => ({
  name: `up-${serial++}`,
  provider: "openai",
  secret: "sk-upstream-0123456789abcdef",
});

itRefuses(
  list,
  () => api,
  () => ({}),
);
itRefuses(
  create,
  () => api,
  () => ({ attributes: valid() }),
);

it("201: seals a credential, whose secret no answer holds", async () => {
  const attributes = {
    ...valid(),
    models: ["a", { name: "b", input_usd_per_million: 1, output_usd_per_million: "2" }],
  };
  const { status, body } = await api.call(create, { attributes });
  expect(status).toBe(201);
  expect(body.data!.attributes).toMatchObject({ name: attributes.name, provider: "openai", hint: "…cdef" });
  expect(body.data!.attributes.models).toMatchObject([
    { name: "a" },
    { name: "b", input_usd_per_million: "1" },
  ]);
  for (const answer of [body, await api.call(list)])
    expect(JSON.stringify(answer)).not.toContain(attributes.secret);
});

it("409: a name that another one has", async () => {
  const attributes = valid();
  await api.call(create, { attributes });
  expect(errorOf(await api.call(create, { attributes }))).toMatchObject({ status: 409, code: "conflict" });
});

it("422: a provider that there is not, and fields that it misses", async () => {
  expect(errorOf(await api.call(create, { attributes: { ...valid(), provider: "none" } }))).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/provider" },
  });
  const { secret: _, ...bare } = valid();
  expect(errorOf(await api.call(create, { attributes: bare })).status).toBe(422);
});

it("200: walks every one once, and finds by name and provider", async () => {
  const { name } = valid();
  await api.call(create, { attributes: { ...valid(), name } });
  const seen: string[] = [];
  for (let query: string | null = "?page[size]=1"; query; ) {
    const { status, body } = await api.call(list, { query });
    expect(status).toBe(200);
    seen.push(...body.list!.map(({ id }) => id));
    query = body.links!.next && new URL(body.links!.next, "http://x").search;
  }
  const { body } = await api.call(list, { query: "?page[size]=200" });
  expect(seen).toEqual(body.list!.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  const found = await api.call(list, { query: `?filter[name]=${name}&filter[provider]=openai` });
  expect(found.body.list!.map(({ attributes }) => attributes.name)).toEqual([name]);
});

it("200: goes on after a page whose last one is gone, and 400s a cursor that is none", async () => {
  for (let i = 0; i < 3; i++) await api.call(create, { attributes: valid() });
  const query = "?page[size]=1";
  const first = await api.call(list, { query });
  const next = new URL(first.body.links!.next!, "http://x").search;
  const restOf = async () => (await api.call(list, { query: next.replace("=1", "=200") })).body.list!;
  const rest = await restOf();
  await api.call(llmApiKeys.remove, { id: first.body.list![0]!.id });
  expect(rest.length).toBeGreaterThan(1);
  expect(await restOf()).toEqual(rest);
  const forged = Buffer.from(JSON.stringify(["a", "no id"])).toString("base64url");
  for (const cursor of ["x", "00000000-0000-7000-8000-000000000000", forged]) {
    const refused = await api.call(list, { query: `?page[after]=${cursor}` });
    expect(errorOf(refused)).toMatchObject({ status: 400, source: { parameter: "page[after]" } });
  }
});

itAnsweredAsDocumented(list, create);
