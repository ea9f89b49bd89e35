import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "../db";
import { type Receiver, startReceiver } from "../notices/testing";
import { invitationState } from "../organizations";
import { testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand as gatehouse } from "./testing";

let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
  database = await testDatabase();
  receiver = await startReceiver();
  const ada = ["users", "create", "--email", "ada@example.com", "--name", "Ada"];
  await gatehouse([...ada, "--password-stdin"], "correct horse battery");
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

const json = async (...args: string[]) => {
  const result = await gatehouse([...args, "--json"]);
  expect(result).toMatchObject({ code: 0, err: "" });
  return result.json();
};

it("members are invited by a link that is printed once, given a role, and removed", async () => {
  const { link, email, role } = await json("members", "invite", "Grace@example.com", "--role", "viewer");
  expect({ email, role }).toEqual({ email: "grace@example.com", role: "VIEWER" });
  expect(await invitationState(new URL(link).hash.slice(1))).toMatchObject({ state: "open", email });
  expect((await gatehouse(["members", "invite", "lin@example.com"])).out).toMatch(
    /^Invited lin@example.com as MEMBER\..*\nhttp:\/\/localhost:3000\/invite#[\w-]{43}\n$/,
  );
  const { organizationId } = await db().membership.findFirstOrThrow();
  await db().user.create({
    data: {
      id: crypto.randomUUID(),
      name: "Lin",
      email: "lin@x.org",
      memberships: { create: { organizationId, role: "MEMBER" } },
    },
  });
  expect(await json("members", "role", "LIN@x.org", "--role", "admin")).toMatchObject({ role: "ADMIN" });
  expect((await gatehouse(["members", "list"])).out).toMatch(/Lin +lin@x.org +ADMIN/);
  expect(await gatehouse(["members", "remove", "lin@x.org"])).toMatchObject({ code: 2 });
  expect(await json("members", "remove", "lin@x.org", "--yes")).toMatchObject({ email: "lin@x.org" });
  expect(await json("members", "list")).toMatchObject([{ email: "ada@example.com", role: "OWNER" }]);
});

it.each([
  [["members", "invite", "nobody"], 2],
  [["members", "invite", "a@example.com", "--role", "king"], 2],
  [["members", "invite", "ada@example.com"], 4],
  [["members", "role", "unknown@example.com", "--role", "admin"], 3],
  [["members", "role", "ada@example.com", "--role", "viewer"], 4],
  [["members", "remove", "ada@example.com", "--yes"], 4],
  [["projects", "rename", "nowhere", "Else"], 3],
  [["projects", "create", " "], 2],
  [["projects", "delete", "nowhere", "--yes"], 3],
  [["webhooks", "create", "ftp://example.com"], 2],
  [["webhooks", "create", "http://169.254.169.254/"], 2],
  [["webhooks", "test", "nonsense"], 3],
  [["webhooks", "delete", "nonsense", "--yes"], 3],
  [["audit", "list", "--limit", "0"], 2],
  [["audit", "list", "--from", "yesterday"], 2],
  [["audit", "list", "--project", "nowhere"], 3],
  [["organization", "delete"], 2],
])("%j exits with %i and says why on standard error alone", async (args, code) => {
  const result = await gatehouse(args);
  expect(result).toMatchObject({ code, out: "" });
  expect(result.err).toMatch(/^error: /);
});

it("projects are made, renamed, and deleted with a count of what goes", async () => {
  const { id, slug } = await json("projects", "create", "Search & Find");
  expect(slug).toBe("search-find");
  expect(await json("projects", "rename", slug, "Lookup")).toMatchObject({ id, name: "Lookup", slug });
  await json("keys", "create", "--project", slug, "--note", "goes too");
  expect((await gatehouse(["projects", "list"])).out).toMatch(/search-find +Lookup/);
  expect(await gatehouse(["projects", "delete", slug])).toMatchObject({ code: 2 });
  expect((await gatehouse(["projects", "delete", slug, "--yes"])).out).toBe(
    'Deleted project "Lookup" with 1 API keys (1 active), 0 LLM keys, 0 endpoints; 0 calls in the past 24 hours.\n',
  );
  expect((await json("projects", "list")).map((one: { slug: string }) => one.slug)).not.toContain(slug);
});

it("webhooks are added, tested, given another secret, switched off and deleted", async () => {
  const made = await json("webhooks", "create", receiver.url);
  expect(made.secret).toMatch(/^whsec_/);
  expect((await gatehouse(["webhooks", "test", made.id])).out).toBe("The test arrived. It answered 204.\n");
  receiver.answers(500);
  expect(await gatehouse(["webhooks", "test", made.id])).toMatchObject({
    code: 1,
    err: "error: The test did not arrive. It answered 500.\n",
  });
  const rotated = await gatehouse(["webhooks", "rotate-secret", made.id]);
  expect(rotated.out).toMatch(/shown only now:\nwhsec_/);
  expect(rotated.out).not.toContain(made.secret);
  expect((await gatehouse(["webhooks", "disable", made.id])).out).toBe(`Webhook ${made.id} is disabled.\n`);
  const listed = await gatehouse(["webhooks", "list"]);
  expect(listed.out).toMatch(/ no +none yet/);
  expect(listed.out).not.toContain("whsec_");
  expect(await json("webhooks", "enable", made.id)).toMatchObject({ enabled: true });
  expect(await gatehouse(["webhooks", "delete", made.id])).toMatchObject({ code: 2 });
  expect((await gatehouse(["webhooks", "delete", made.id, "--yes"])).out).toBe(
    `Deleted webhook ${made.id}.\n`,
  );
});

it("the audit log tells all of it, filtered and as far as it is asked", async () => {
  const actions = async (...args: string[]) =>
    (await json("audit", "list", ...args)).map(({ action }: { action: string }) => action);
  expect(await actions("--action", "webhook")).toEqual([
    "webhook.delete",
    "webhook.update",
    "webhook.update",
    "webhook.rotate_secret",
    "webhook.create",
  ]);
  expect(await actions("--action", "member", "--limit", "1")).toEqual(["member.remove"]);
  expect(await actions("--target", "Lookup")).toContain("project.rename");
  expect(await actions("--actor-kind", "user")).toEqual([]);
  expect((await gatehouse(["audit", "list", "--action", "invitation"])).out).toMatch(
    /WHEN +WHO +ACTION +WHAT .*\n.*CLI \(.*\) +invitation.create +lin@example.com/,
  );
});

it("an organization is deleted with its projects, by name where there are several", async () => {
  const { organizationId } = await testTenant("second");
  expect(await gatehouse(["organization", "delete", "--yes"])).toMatchObject({ code: 4 });
  const deleted = await gatehouse(["organization", "delete", "--organization", "second", "--yes"]);
  expect(deleted.out).toBe('Deleted organization "second" with 1 project and everything in it.\n');
  expect(await db().organization.count({ where: { id: organizationId } })).toBe(0);
});
