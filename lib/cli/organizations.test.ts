import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "../db";
import { testTenant } from "../organizations/testing";
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

const organization = (...args: string[]) => gatehouse(["organization", ...args, "--json"]);

it("limits sets what is named, keeps what is left out, and clears with none", async () => {
  const none = { name: "Default", requestsPerMinute: null, concurrency: null, creditsUsd: null };
  expect((await organization("show")).json()).toMatchObject(none);
  await organization("limits", "--rpm", "600");
  const both = { ...none, requestsPerMinute: 600, concurrency: 20 };
  expect((await organization("limits", "--concurrency", "20")).json()).toMatchObject(both);
  expect((await organization("limits", "--rpm", "none")).json()).toMatchObject({
    ...both,
    requestsPerMinute: null,
  });
  const event = await db().auditEvent.findFirst({ where: { action: "organization.update" } });
  expect(event).toMatchObject({ actorKind: "CLI", actorName: expect.stringMatching(/^CLI \(/) });
});

it("credits are added, taken away with a minus, listed and stopped", async () => {
  expect((await organization("credits", "add", "25", "--note", "Invoice 7")).json()).toMatchObject({
    creditsUsd: "25",
  });
  expect((await organization("credits", "add", "-0.5")).json()).toMatchObject({ creditsUsd: "24.5" });
  expect((await organization("credits", "list")).json()).toMatchObject({
    creditsUsd: "24.5",
    entries: [
      { amountUsd: "-0.5", note: "" },
      { amountUsd: "25", note: "Invoice 7" },
    ],
  });
  const printed = await gatehouse(["organization", "credits", "list"]);
  expect(printed.out).toMatch(/25 .*Invoice 7\nBalance: \$24\.5\.\n$/);
  expect((await organization("credits", "stop")).json()).toMatchObject({ creditsUsd: null });
  expect((await gatehouse(["organization", "show"])).out).toContain("credits: not prepaid");
});

it.each([
  [["limits", "--rpm", "many"], 2],
  [["limits", "--rpm", "0"], 2],
  [["limits", "--concurrency", "1.5"], 2],
  [["credits", "add", "a lot"], 2],
  [["credits", "add", "-1"], 2],
  [["credits", "add"], 2],
  [["show", "--organization", "nowhere"], 3],
])("%j exits with %i and says why on standard error alone", async (args, code) => {
  const result = await gatehouse(["organization", ...args]);
  expect(result).toMatchObject({ code, out: "" });
  expect(result.err).toMatch(/^error: /);
});

it("wants a name where there are several organizations", async () => {
  const { organizationId } = await testTenant("second");
  expect(await organization("show")).toMatchObject({ code: 4 });
  expect((await organization("show", "--organization", organizationId)).json()).toMatchObject({
    name: "second",
  });
  expect((await organization("show", "--organization", "Default")).json()).toMatchObject({ name: "Default" });
});
