import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "../db";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand as gatehouse } from "./testing";

let database: TestDatabase;
const ids: Record<string, string> = {};
beforeAll(async () => {
  database = await testDatabase();
  const user = ["users", "create", "--email", "ada@example.com", "--password-stdin"];
  await gatehouse(user, "correct horse battery");
  for (const name of ["main", "spare"]) {
    const create = [
      "credentials",
      "create",
      "--project",
      "default",
      "--name",
      name,
      "--json",
      "--secret-stdin",
    ];
    const address = ["--provider", "openai-compatible", "--base-url", "http://127.0.0.1:9999/v1"];
    ids[name] = (await gatehouse([...create, ...address], "sk-upstream-0123456789")).json().id;
  }
});
afterAll(() => database.drop());

const create = (slug: string, ...rest: string[]) =>
  gatehouse(["endpoints", "create", "--project", "default", "--slug", slug, "--json", ...rest]);
const split = ["--target", "main:gpt-4o:70", "--target", "spare:llama3.1:8b:30"];

it("create takes credentials by name or id, and models with colons of their own", async () => {
  const created = await create(
    "chat",
    ...split,
    "--fallback",
    `${ids.spare}:llama3.1:8b`,
    "--timeout-ms",
    "5000",
  );
  expect(created).toMatchObject({ code: 0, err: "" });
  expect(created.json()).toMatchObject({
    slug: "chat",
    targets: [
      { credential: { id: ids.main, name: "main" }, model: "gpt-4o", weight: 70 },
      { credential: { name: "spare" }, model: "llama3.1:8b", weight: 30 },
    ],
    fallbacks: [{ credential: { name: "spare" }, model: "llama3.1:8b" }],
    timeoutMs: 5000,
  });
  const [event] = await db().auditEvent.findMany({ where: { action: "endpoint.create" } });
  expect(event).toMatchObject({ actorKind: "CLI", targetName: "chat" });
});

it("list prints what there is, for a program and for a person", async () => {
  await create("listed", "--target", "main:gpt-4o:100");
  const listed = await gatehouse(["endpoints", "list", "--project", "default", "--json"]);
  expect(listed.json().map((endpoint: { slug: string }) => endpoint.slug)).toContain("listed");
  const table = await gatehouse(["endpoints", "list", "--project", "default"]);
  expect(table.out).toMatch(/listed +main:gpt-4o:100 +none +default/);
});

it("delete takes an id, or a project and a slug; and --yes where nobody can be asked", async () => {
  const { id } = (await create("by-id", "--target", "main:m:100")).json();
  expect(await gatehouse(["endpoints", "delete", id])).toMatchObject({ code: 2, out: "" });
  expect((await gatehouse(["endpoints", "delete", id, "--yes", "--json"])).json()).toMatchObject({ id });
  expect(await gatehouse(["endpoints", "delete", id, "--yes"])).toMatchObject({ code: 3 });
  await create("by-slug", "--target", "main:m:100");
  const bySlug = ["endpoints", "delete", "--project", "default", "--slug", "by-slug", "--yes"];
  expect(await gatehouse([...bySlug, "--json"])).toMatchObject({ code: 0, err: "" });
  expect(await gatehouse(bySlug)).toMatchObject({ code: 3 });
  expect(await gatehouse(["endpoints", "delete", "--yes"])).toMatchObject({ code: 2 });
});

it.each([
  ["no target", [], 2],
  ["weights that make 99", ["--target", "main:m:99"], 2],
  ["a target without a weight", ["--target", "main:m"], 2],
  ["a fallback without a model", ["--target", "main:m:100", "--fallback", "spare"], 2],
  ["a timeout that is no number", ["--target", "main:m:100", "--timeout-ms", "soon"], 2],
  ["an unknown credential", ["--target", "nobody:m:100"], 3],
])("create refuses %s and says why on standard error alone", async (_what, args, code) => {
  const refused = await create("refused", ...args);
  expect(refused).toMatchObject({ code, out: "" });
  expect(JSON.parse(refused.err).error.message).toMatch(/\w/);
});

it("a slug that is taken is a conflict", async () => {
  expect((await create("once", "--target", "main:m:100")).code).toBe(0);
  expect((await create("once", "--target", "main:m:100")).code).toBe(4);
});
