import { afterAll, beforeAll, expect, it } from "vitest";
import { usage } from "@/lib/api";
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

const { list } = usage;

itRefuses(
  list,
  () => api,
  () => ({}),
);

it("200: gives a bucket for every hour or day of the range, and the totals", async () => {
  const { status, body } = await api.call(list, { query: "?filter[range]=24h" });
  expect(status).toBe(200);
  expect(body.meta).toMatchObject({ unit: "hour", totals: { requests: 0, cost_usd: "0" } });
  expect(body.list!.length).toBeGreaterThanOrEqual(24);
  expect(body.list![0]!.attributes).toMatchObject({ requests: 0, input_tokens: 0 });
});

it("200: takes days, and one key of the project", async () => {
  const { id } = await createKey(api.tenant.owner, { note: "one" });
  const query = `?filter[from]=2026-01-01&filter[to]=2026-01-31&filter[api_key_id]=${id}`;
  const { status, body } = await api.call(list, { query });
  expect([status, body.list!.length, body.meta!.unit]).toEqual([200, 31, "day"]);
});

it("400: a range that is none; 404: another project's key", async () => {
  for (const query of [
    "?filter[range]=forever",
    "?filter[from]=2026-02-01&filter[to]=2026-01-01",
    "?filter[from]=x",
  ]) {
    expect(errorOf(await api.call(list, { query })).status).toBe(400);
  }
  for (const [query, parameter] of [
    ["?filter[from]=2026-01-01", "filter[to]"],
    ["?filter[to]=2026-01-01", "filter[from]"],
    ["?filter[from]=2026-02-01&filter[to]=2026-01-01", "filter[to]"],
    ["?page[size]=5", "page[size]"],
    ["?page[after]=x", "page[after]"],
  ] as const) {
    expect(errorOf(await api.call(list, { query })).source).toEqual({ parameter });
  }
  const other = await testApi();
  expect(errorOf(await api.call(list, { query: `?filter[api_key_id]=${other.key.id}` })).status).toBe(404);
});

itAnsweredAsDocumented(list);
