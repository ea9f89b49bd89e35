import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand as gatehouse } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await gatehouse(
    ["users", "create", "--email", "ada@example.com", "--password-stdin"],
    "correct horse battery",
  );
});
afterAll(() => database.drop());

describe("gatehouse keys", () => {
  it("create prints one JSON object with the secret; list never does", async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const args = [
      "keys",
      "create",
      "--project",
      "default",
      "--note",
      "ci",
      "--expires-at",
      expiresAt,
      "--json",
    ];
    const created = await gatehouse(args);
    expect(created).toMatchObject({ code: 0, err: "" });
    const { secret, id, ...rest } = created.json();
    expect(secret).toMatch(/^gk_[0-9A-Za-z]{49}$/);
    expect(rest).toMatchObject({ note: "ci", expiresAt, displaySecret: `gk_…${secret.slice(-4)}` });
    expect(rest.projectId).toMatch(/^[0-9a-f-]{36}$/);
    expect(rest.organizationId).toMatch(/^[0-9a-f-]{36}$/);
    const listed = await gatehouse(["keys", "list", "--project", rest.projectId, "--json"]);
    expect(listed.json()).toMatchObject([{ id, note: "ci", status: "active" }]);
    expect(listed.out).not.toContain(secret);
  });

  it("disable, enable and delete print the key; delete needs --yes where nobody can be asked", async () => {
    const { id } = (
      await gatehouse(["keys", "create", "--project", "default", "--note", "x", "--json"])
    ).json();
    expect((await gatehouse(["keys", "disable", id, "--json"])).json()).toMatchObject({
      id,
      status: "disabled",
    });
    expect((await gatehouse(["keys", "enable", id, "--json"])).json()).toMatchObject({
      id,
      status: "active",
    });
    expect(await gatehouse(["keys", "delete", id])).toMatchObject({ code: 2, out: "" });
    expect((await gatehouse(["keys", "delete", id, "--yes", "--json"])).json()).toMatchObject({
      id,
      status: "revoked",
    });
    expect(await gatehouse(["keys", "delete", id, "--yes"])).toMatchObject({ code: 3 });
  });

  it.each([
    [["keys", "create", "--project", "nowhere", "--note", "x"], 3],
    [["keys", "create", "--project", "default", "--note", ""], 2],
    [["keys", "create", "--project", "default", "--note", "x", "--expires-at", "soon"], 2],
    [["keys", "create", "--note", "x"], 2],
    [["keys", "disable", "no-such-key"], 3],
    [["keys", "lst"], 2],
    [["keys", "list", "--project", "default", "--status", "sleeping"], 2],
  ])("%j exits with %i and says why on standard error alone", async (args, code) => {
    const result = await gatehouse(args);
    expect(result).toMatchObject({ code, out: "" });
    expect(result.err).toMatch(/^error: /);
  });
});

describe("what was not written as it has to be", () => {
  it.each([
    [["keys", "rotate", "some-id", "--overlap", "2h"], "Choose now, 1h, 24h, 7d or until_deleted."],
    [["keys", "rotate"], "missing required argument 'id'"],
    [["keys", "create", "--project", "default"], "--note"],
    [["keys", "create", "--project", "default", "--note", "x", "--token-limit", "many"], "--token-limit"],
    [["keys", "lst"], "unknown command 'lst' (Did you mean list?)"],
    [["keys"], "unknown option '--json'"],
    [["nothing"], "unknown command 'nothing'"],
    [["keys", "create", "--project", "default", "--note", "x", "--colour"], "unknown option '--colour'"],
  ])("%j with --json is told to a program, on standard error alone", async (args, told) => {
    const { code, out, err } = await gatehouse([...args, "--json"]);
    expect([code, out]).toEqual([2, ""]);
    const { error } = JSON.parse(err);
    expect(error).toEqual({ code: "invalid_input", message: expect.stringContaining(told), fields: {} });
    expect(error.message).not.toMatch(/^error:/);
  });

  it("asks a program for a command where there is none, and shows a person the help", async () => {
    const person = await gatehouse(["keys"]);
    expect(person).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Usage:") });
    const help = await gatehouse(["keys", "create", "--help", "--json"]);
    expect(help).toMatchObject({ code: 0, err: "", out: expect.stringContaining("Usage:") });
  });
});

describe("gatehouse credentials", () => {
  const create = [
    "credentials",
    "create",
    "--project",
    "default",
    "--provider",
    "openai-compatible",
    "--json",
  ];
  const args = [...create, "--base-url", "http://127.0.0.1:1/v1", "--model", "a,b", "--secret-stdin"];

  it("create reads the secret from standard input and never prints it", async () => {
    const created = await gatehouse([...args, "--name", "up"], "sk-upstream-0123456789\n");
    expect(created).toMatchObject({ code: 0, err: "" });
    expect(created.json()).toMatchObject({
      name: "up",
      models: [{ name: "a" }, { name: "b" }],
      hint: "…6789",
    });
    const listed = await gatehouse(["credentials", "list", "--project", "default", "--json"]);
    expect(created.out + listed.out).not.toContain("sk-upstream");
    const again = await gatehouse([...args, "--name", "up"], "sk-another");
    expect(again).toMatchObject({ code: 4, out: "" });
    expect(JSON.parse(again.err)).toMatchObject({
      error: { code: "conflict", fields: { name: expect.any(String) } },
    });
    const { id } = created.json();
    expect((await gatehouse(["credentials", "delete", id, "--yes", "--json"])).json()).toMatchObject({
      id,
      name: "up",
    });
  });

  it("takes prices, other fields and several secrets; an update keeps what is left out", async () => {
    const prices = ["--input-usd-per-million", "0.15", "--output-usd-per-million", "0.6"];
    const priced = await gatehouse([...args, ...prices, "--name", "priced"], "sk-upstream-0123456789");
    expect(priced.json().models).toMatchObject([
      { name: "a", inputUsdPerMillion: "0.15", outputUsdPerMillion: "0.6", cachedInputUsdPerMillion: null },
      { name: "b", inputUsdPerMillion: "0.15" },
    ]);
    const bedrock = [
      "credentials",
      "create",
      "--project",
      "default",
      "--provider",
      "bedrock",
      "--auth-method",
      "access_key",
    ];
    const fields = ["--field", "accessKeyId=AKIAAAAAAAAAAAAAAAAA", "--field", "region=eu-central-1"];
    const created = await gatehouse(
      [...bedrock, ...fields, "--name", "aws", "--secret-stdin", "--json"],
      JSON.stringify({ secretAccessKey: "aws-secret-0123456789" }),
    );
    expect(created.json()).toMatchObject({
      baseUrl: "https://bedrock-runtime.eu-central-1.amazonaws.com",
      hint: "…6789",
    });
    expect(created.out).not.toContain("aws-secret");
    const { id } = created.json();
    const updated = await gatehouse([
      "credentials",
      "update",
      id,
      "--name",
      "aws-2",
      "--no-default-models",
      "--json",
    ]);
    expect(updated.json()).toMatchObject({ name: "aws-2", withDefaultModels: false, hint: "…6789" });
    const moved = await gatehouse(["credentials", "update", id, "--field", "region=us-east-1", "--json"]);
    expect(moved).toMatchObject({ code: 2, out: "" });
    expect(moved.err).toContain("again");
  });

  it("test says whether the provider takes the secret, and exits with 1 when not", async () => {
    const { id } = (await gatehouse([...args, "--name", "dead"], "sk-upstream-0123456789")).json();
    const tested = await gatehouse(["credentials", "test", id, "--json"]);
    expect(tested.json()).toMatchObject({ ok: false, reason: "unreachable" });
    expect(tested).toMatchObject({ code: 1, err: "" });
  });

  it("refuses a secret that was not piped in, and an empty one", async () => {
    expect(await gatehouse([...create, "--name", "x", "--base-url", "http://127.0.0.1:1/v1"])).toMatchObject({
      code: 2,
    });
    expect(await gatehouse([...args, "--name", "x"], "\n")).toMatchObject({ code: 2 });
  });
});

describe("gatehouse users and migrate", () => {
  it("made the first user the owner of Default, and makes the next one a member", async () => {
    const create = ["users", "create", "--password-stdin", "--json", "--email"];
    const second = await gatehouse(
      [...create, "Bob@Example.com", "--role", "admin"],
      "another long password",
    );
    expect(second.json()).toMatchObject({ email: "bob@example.com", name: "Bob" });
    const memberships = await db().membership.findMany({
      include: { user: true },
      orderBy: { createdAt: "asc" },
    });
    expect(memberships.map(({ role, user }) => [user.email, role])).toEqual([
      ["ada@example.com", "OWNER"],
      ["bob@example.com", "ADMIN"],
    ]);
    expect(await gatehouse([...create, "bob@example.com"], "another long password")).toMatchObject({
      code: 4,
    });
    expect(await gatehouse([...create, "short@example.com"], "short")).toMatchObject({ code: 2 });
    const stored = await db().user.findMany();
    expect(JSON.stringify(stored)).not.toContain("another long password");
    expect(stored.every((user) => user.passwordHash?.startsWith("$argon2id$"))).toBe(true);
  });

  it("migrate says that there is nothing to do", async () => {
    expect((await gatehouse(["migrate", "--json"])).json()).toEqual({ applied: [] });
  });
});
