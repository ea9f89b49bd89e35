import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { seedCaller, seedHours } from "../lib/usage/testing.history";
import { expectNoViolations } from "./axe";
import { gatehouse } from "./command-line";
import { type Credentials, signIn } from "./first-run";
import { type Gatehouse, startGatehouse } from "./server";

test.describe.configure({ mode: "serial" });

const ADA = { email: "ada@example.com", password: "violet harbor lamp" };
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.now();
const THIS_HOUR = Math.floor(NOW / HOUR_MS) * HOUR_MS;

type Key = { id: string; projectId: string };

let house: Gatehouse;
let database: pg.Pool;
const keys: Record<string, Key> = {};

const query = (sql: string, values: unknown[]) => database.query(sql, values);
const key = (note: string) => ({ keyId: keys[note]!.id, projectId: keys[note]!.projectId });

/** Three weeks of thirty calls an hour, from one place. */
async function seedSteady(note: string) {
  const hours = Array.from({ length: 21 * 24 }, (_, i) => ({
    startsAtMs: THIS_HOUR - (i + 1) * HOUR_MS,
    requests: 25 + ((i * 7) % 11),
  }));
  await seedHours(query, key(note), hours);
  await seedCaller(query, key(note), { address: "203.0.113.7", firstSeenAtMs: NOW - 21 * DAY_MS });
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const env = { GATEHOUSE_ADMIN_EMAIL: ADA.email, GATEHOUSE_ADMIN_PASSWORD: ADA.password };
  house = await startGatehouse({ env });
  database = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
  database.on("error", () => {});
  for (const note of ["steady", "stolen", "busy", "off", "expiring", "idle"]) {
    const expires = note === "expiring" ? ["--expires-at", new Date(NOW + 5.2 * DAY_MS).toISOString()] : [];
    const create = ["keys", "create", "--project", "default", "--note", note, ...expires];
    keys[note] = await gatehouse<Key>(house, create);
  }
  for (const note of ["steady", "stolen", "busy", "off"]) await seedSteady(note);
});
test.afterAll(async () => {
  await database?.end();
  await house?.stop();
});

/** Another process on the same database looks at once when it starts; the job of this one would take up to a minute. */
async function look() {
  const second = await startGatehouse({ env: { DATABASE_URL: house.databaseUrl, ...house.secrets } });
  await second.stop();
}

const findings = (page: Page) => page.getByRole("region", { name: /^Findings/ }).getByRole("listitem");

async function open(page: Page, person: Credentials = ADA) {
  await signIn(page, house, person);
  await page.goto(`${house.url}/admin/projects/${keys.steady!.projectId}`);
  await page.waitForLoadState("networkidle");
}

test("a steady history yields none but for a key that is about to expire", async ({ page }) => {
  test.setTimeout(120_000);
  await look();
  await open(page);
  await expect(findings(page)).toHaveCount(1);
  await expect(findings(page)).toContainText("“expiring” expires in 5 days");
  await page.goto(
    `${house.url}/admin/projects/${keys.steady!.projectId}/settings/api-keys/${keys.steady!.id}`,
  );
  await expect(page.getByRole("heading", { level: 1 })).toContainText("steady");
  await expect(findings(page)).toHaveCount(0);
});

test("each says why, in numbers, and leads to what can be done", async ({ page }) => {
  test.setTimeout(120_000);
  await gatehouse(house, ["keys", "disable", keys.off!.id]);
  await seedCaller(query, key("stolen"), { address: "198.51.100.23", firstSeenAtMs: NOW - 60_000 });
  await seedHours(query, key("busy"), [{ startsAtMs: THIS_HOUR, requests: 1412 }]);
  await seedHours(query, key("off"), [{ startsAtMs: THIS_HOUR, requests: 57, unauthorized: 57 }]);
  await query("UPDATE api_keys SET created_at = now() - interval '101 days' WHERE id = $1", [keys.idle!.id]);
  await look();
  await open(page);
  await expect(findings(page)).toHaveCount(5);
  const said = (text: RegExp) => findings(page).filter({ hasText: text });
  await expect(said(/“stolen” is used from a new address range, 198\.51\.100\.0\/24/)).toContainText(
    /First from 198\.51\.100\.23 on .* UTC\. In 20 days and [\d,]+ calls before, it came from 1 other range\./,
  );
  await expect(said(/“busy” is called far more than usual/)).toContainText(
    /1,412 requests between \d\d:00 and \d\d:00 UTC on .*; its busiest hour in 14 days had 35\./,
  );
  await expect(said(/“off” is disabled and still called/)).toContainText("57 calls refused with 401");
  await expect(said(/“idle” has not been used for 101 days/)).toContainText("Never since it was made");
  await expectNoViolations(page, "findings");
  await page.getByRole("link", { name: "Extend: expiring" }).click();
  await expect(page.getByRole("dialog", { name: /Edit/ }).getByRole("textbox", { name: "Note" })).toHaveValue(
    "expiring",
  );
  await page.goBack();
  await page.getByRole("link", { name: "Replace: stolen" }).click();
  await expect(page.getByRole("dialog", { name: "Rotate “stolen”" })).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Review: busy" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("busy");
  await expect(findings(page)).toHaveCount(1);
  await expect(findings(page)).toContainText("1,412 requests");
  await expect(findings(page).getByRole("link", { name: /Review/ })).toHaveCount(0);
});

test("a key is disabled from its finding, and what is dismissed stays away", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Disable: stolen" }).click();
  await expect(page.getByRole("button", { name: "Disable: stolen" })).toHaveCount(0);
  const [row] = (await database.query("SELECT enabled FROM api_keys WHERE note = 'stolen'")).rows;
  expect(row).toEqual({ enabled: false });
  await page.getByRole("button", { name: /^Dismiss: “busy”/ }).click();
  await expect(findings(page)).toHaveCount(4);
  await page.reload();
  await expect(findings(page)).toHaveCount(4);
  await expect(findings(page).filter({ hasText: "busy" })).toHaveCount(0);
});

test("a viewer reads them and changes nothing", async ({ page }) => {
  const viewer = { email: "vi@example.com", password: "violet harbor lamp" };
  const create = ["users", "create", "--email", viewer.email, "--role", "VIEWER", "--password-stdin"];
  await gatehouse(house, create, viewer.password);
  await open(page, viewer);
  await expect(findings(page)).toHaveCount(4);
  await expect(findings(page).getByRole("button")).toHaveCount(0);
  await expect(findings(page).getByRole("link", { name: /^(Extend|Replace)/ })).toHaveCount(0);
  await expect(findings(page).getByRole("link", { name: "Review: idle" })).toBeVisible();
});
