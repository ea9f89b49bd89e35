import { afterAll, beforeAll, expect, it } from "vitest";
import { apiKeyImports } from "@/lib/api";
import { type Api, errorOf, testApi } from "@/lib/api/testing";
import { itAnsweredAsDocumented, itRefuses } from "@/lib/api/testing.statuses";
import { Verifier } from "@/lib/keys";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await testDatabase();
  api = await testApi();
});
afterAll(() => database.drop());

const { create } = apiKeyImports;
let serial = 0;
const secret = () => `sk-old-${(serial++).toString().padStart(20, "0")}`;

itRefuses(
  create,
  () => api,
  () => ({ attributes: { keys: [{ note: "old", secret: secret() }] } }),
);

it("201: imports what can be, and names the others", async () => {
  const good = secret();
  const keys = [
    { note: "good", secret: good },
    { note: "bad", secret: "abc" },
  ];
  const { status, headers, body } = await api.call(create, { attributes: { keys, on_error: "skip" } });
  expect(status).toBe(201);
  // What came of it is nowhere to be seen again.
  expect(headers.get("location")).toBeNull();
  expect(body.data!.attributes).toMatchObject({ imported: 1, problems: [{ line: 2, field: "secret" }] });
  expect(await new Verifier().verify(good, Date.now())).toMatchObject({ ok: true });
  expect(JSON.stringify(body)).not.toContain(good);
});

it("201: imports nothing when one cannot be, unless told to; a dry run never does", async () => {
  const one = secret();
  const keys = [
    { note: "good", secret: one },
    { note: "", secret: secret() },
  ];
  for (const attributes of [{ keys }, { keys, on_error: "skip", dry_run: true }]) {
    const { status, body } = await api.call(create, { attributes });
    expect([status, body.data!.attributes.imported]).toEqual([201, "dry_run" in attributes ? 1 : 0]);
    expect(await new Verifier().verify(one, Date.now())).toMatchObject({ ok: false });
  }
});

it("201: takes a file of ten thousand lines", async () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, i) => `${"service of the past ".repeat(4)}${i},${secret()}`,
  );
  const csv = ["note,secret", ...lines].join("\n");
  expect(csv.length).toBeGreaterThan(2 ** 20);
  const { status, body } = await api.call(create, { attributes: { csv, dry_run: true, on_error: "skip" } });
  expect([status, body.data!.attributes.imported]).toEqual([201, 10_000]);
});

it("422: neither keys nor a file, or a choice that there is not", async () => {
  for (const attributes of [{}, { keys: [], on_error: "perhaps" }]) {
    expect(errorOf(await api.call(create, { attributes })).status).toBe(422);
  }
});

itAnsweredAsDocumented(create);
