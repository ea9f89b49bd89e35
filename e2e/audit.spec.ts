import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { expectNoViolations } from "./axe";
import { gatehouse } from "./command-line";
import { addPerson, expect, pageOf, test } from "./console";

type Event = {
  action: string;
  actorKind: string;
  actorName: string;
  targetName: string;
  before: object;
  after: object;
};

test("what people, programs and the command line change is told, and the database lets nobody rewrite it", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("=audited");
  const [row] = await house.query<{ id: string; organization: string }>(
    `SELECT k.id, p.organization_id AS organization FROM api_keys k JOIN projects p ON p.id = k.project_id WHERE k.note = '=audited'`,
  );
  const { id, organization } = row!;
  await gatehouse(house.gatehouse, ["keys", "update", id, "--rpm", "5"]);
  const api = `${house.url}/v1/api/organizations/${organization}/projects/${house.projectId}/api_keys/${id}`;
  const changed = await fetch(api, {
    method: "PATCH",
    headers: { "x-api-key": secret, "content-type": "application/json" },
    body: JSON.stringify({ data: { attributes: { token_limit: 900 } } }),
  });
  expect(changed.status).toBe(200);

  await page.goto(`${house.url}/admin/organizations/${organization}/audit`);
  await page.getByRole("textbox", { name: "On what" }).fill("=audited");
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/target=%3Daudited/);
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByText("Created API key =audited")).toHaveCount(1);
  await expect(log.getByText("Changed API key =audited")).toHaveCount(2);
  await expect(log).toContainText("CLI (");
  await expect(log).not.toContainText(secret);
  const newest = log.getByRole("row").filter({ hasText: "Changed API key" }).first();
  await newest.getByText("Changed API key =audited").click();
  const change = newest.getByRole("definition").filter({ hasText: "900" });
  await expect(change.getByRole("deletion")).toHaveText("none");
  await expect(change.getByRole("insertion")).toHaveText("900");
  await expectNoViolations(page, "the audit log of one key");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(page, "the audit log on a phone in the dark");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map(({ action, actor_kind }) => [action, actor_kind])).toEqual([
    ["api_key.update", "API_KEY"],
    ["api_key.update", "CLI"],
    ["api_key.create", "USER"],
  ]);
  const local = expect.stringMatching(/^(127\.0\.0\.1|::1)$/);
  expect(rows.map(({ address }) => address)).toEqual([local, "", local]);
  expect(rows.map(({ target_id }) => target_id)).toEqual([id, id, id]);
  expect(JSON.parse(rows[0]!.before!)).toMatchObject({ tokenLimit: null });
  expect(JSON.parse(rows[0]!.after!)).toMatchObject({ tokenLimit: 900 });
  expect(JSON.parse(rows[1]!.after!)).toMatchObject({ requestsPerMinute: 5 });
  // A spreadsheet would run what begins with an equals sign.
  expect(text).not.toMatch(/(^|,)"?=audited/m);
  expect(text).not.toContain(secret);

  const told = await gatehouse<Event[]>(house.gatehouse, ["audit", "list", "--target", "=audited"]);
  expect(told.map(({ action, actorKind }) => `${action} by ${actorKind}`)).toEqual([
    "api_key.update by API_KEY",
    "api_key.update by CLI",
    "api_key.create by USER",
  ]);
  expect(told[0]).toMatchObject({
    actorName: "=audited",
    before: { tokenLimit: null },
    after: { tokenLimit: 900 },
  });
  expect(JSON.stringify(told)).not.toContain(secret);
  for (const sql of [
    "UPDATE audit_events SET action = 'x'",
    "DELETE FROM audit_events",
    "TRUNCATE audit_events",
  ]) {
    await expect(house.query(sql)).rejects.toThrow(/append/);
  }

  for (const role of ["MEMBER", "VIEWER"] as const) {
    const theirs = await pageOf(page, house, await addPerson(house, role));
    await theirs.goto(`${house.url}/admin/projects/${house.projectId}`);
    await expect(theirs.getByRole("link", { name: "Members" })).toBeVisible();
    await expect(theirs.getByRole("link", { name: "Audit log" })).toHaveCount(0);
    for (const path of ["audit", "audit/export"]) {
      const refused = await theirs.request.get(`${house.url}/admin/organizations/${organization}/${path}`);
      expect([403, 404]).toContain(refused.status());
    }
    await theirs.context().close();
  }
});
