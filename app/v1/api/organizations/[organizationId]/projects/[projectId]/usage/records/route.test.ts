import { afterAll, beforeAll, expect, it } from "vitest";
import { usage } from "@/lib/api";
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

const { records } = usage;

itRefuses(
  records,
  () => api,
  () => ({}),
);

it("200: lists calls, none of another project's key", async () => {
  const { status, body } = await api.call(records, { query: "?page[size]=5" });
  expect([status, body.list, body.links!.next]).toEqual([200, [], null]);
  const other = await testApi();
  const { body: theirs, status: told } = await api.call(records, {
    query: `?filter[api_key_id]=${other.key.id}`,
  });
  expect(told === 404 || theirs.list!.length === 0).toBe(true);
});

it("400: a cursor that is none of ours", async () => {
  expect(errorOf(await api.call(records, { query: "?page[after]=x" }))).toMatchObject({
    status: 400,
    source: { parameter: "page[after]" },
  });
});

itAnsweredAsDocumented(records);
