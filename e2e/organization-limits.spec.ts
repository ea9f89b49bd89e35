import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { gatehouse } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { type Credentials, signIn } from "./first-run";
import { client, told } from "./gateway-client";
import { type Gatehouse, startGatehouse } from "./server";

test.describe.configure({ mode: "serial" });

const ADA = { email: "ada@example.com", password: "violet harbor lamp" };
const SECRET = "sk-fake-upstream-secret";
const PRICED = "priced-model";
/** Forty chunks, one every 50 ms. */
const SLOW = "drip-50";
/** 19 tokens in and 7 out at a thousand dollars per million. */
const COST_USD = 0.026;

let house: Gatehouse;
let upstream: FakeUpstream;
const secrets: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  upstream = await startFakeUpstream({ secret: SECRET });
  const env = { GATEHOUSE_ADMIN_EMAIL: ADA.email, GATEHOUSE_ADMIN_PASSWORD: ADA.password };
  house = await startGatehouse({ env });
  const prices = ["--input-usd-per-million", "1000", "--output-usd-per-million", "1000"];
  const models = ["--model", `${PRICED},${SLOW}`, ...prices];
  const provider = ["--name", "up", "--provider", "openai-compatible", "--base-url", upstream.url];
  const project = ["--project", "default"];
  await gatehouse(
    house,
    ["credentials", "create", ...project, ...provider, ...models, "--secret-stdin"],
    SECRET,
  );
  for (const note of ["first", "second"]) {
    secrets.push(
      (await gatehouse<{ secret: string }>(house, ["keys", "create", ...project, "--note", note])).secret,
    );
  }
});
test.afterAll(async () => {
  await house?.stop();
  await upstream?.close();
});

async function openSettings(page: Page, person: Credentials = ADA) {
  await signIn(page, house, person);
  await page.getByRole("link", { name: "Limits & credits" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Organization" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Sets a limit of the page that is open, or switches it off, and saves. */
async function limit(page: Page, name: string, amount: string | null) {
  await page.getByRole("switch", { name, exact: true }).setChecked(amount !== null);
  if (amount !== null) await page.getByRole("textbox", { name, exact: true }).fill(amount);
  const saved = page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await page.getByRole("button", { name: "Save limits" }).click();
  await saved;
  await expect(page.getByRole("button", { name: "Save limits" })).toBeDisabled();
}

const call = (secret: string) => told(house.url, secret, PRICED, 7);

test("requests per minute are shared by all keys", async ({ page }) => {
  await openSettings(page);
  await limit(page, "Requests per minute", "3");
  const [first, second] = secrets as [string, string];
  for (const secret of [first, second, first]) expect(await call(secret)).toMatchObject({ status: 200 });
  const refused = await call(second);
  expect(refused).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  expect(refused.message).toContain("organization");
  expect(refused.headers.get("x-ratelimit-scope")).toBe("organization_requests");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  await limit(page, "Requests per minute", null);
  expect(await call(second)).toMatchObject({ status: 200 });
});

test("calls at once are counted until their streams end", async ({ page }) => {
  await openSettings(page);
  await limit(page, "Calls at once", "2");
  const streams = secrets.map(async (secret) => {
    const messages = [{ role: "user" as const, content: "Hello!" }];
    const stream = await client(house.url, secret).chat.completions.create({
      model: SLOW,
      messages,
      stream: true,
    });
    return stream;
  });
  const open = await Promise.all(streams);
  const refused = await call(secrets[0]!);
  expect(refused).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  expect(refused.headers.get("x-ratelimit-scope")).toBe("organization_concurrency");
  for (const stream of open) for await (const _ of stream);
  expect(await call(secrets[0]!)).toMatchObject({ status: 200 });
  await limit(page, "Calls at once", null);
});

test("credits run out, and calls pass again once some are added in the browser", async ({ page }) => {
  await openSettings(page);
  await expect(page.getByText("Not prepaid")).toBeVisible();
  const add = async (amount: string, note: string) => {
    await page.getByRole("textbox", { name: "Amount in USD" }).fill(amount);
    await page.getByRole("textbox", { name: "Note" }).fill(note);
    await page.getByRole("button", { name: "Add credits" }).click();
    await expect(
      page.getByRole("table", { name: "Credit entries" }).getByText(note, { exact: true }),
    ).toBeVisible();
  };
  await add("$0.50", "Trial");
  let answered = 0;
  let last = await call(secrets[0]!);
  for (; last.status === 200; last = await call(secrets[answered % 2]!)) answered++;
  expect(last).toMatchObject({ status: 402, code: "insufficient_credits" });
  expect(answered).toBeGreaterThan(5);
  const left = 0.5 - answered * COST_USD;
  expect(left).toBeGreaterThanOrEqual(0);
  await expect(async () => {
    await page.reload();
    await expect(page.getByTitle(`$${left.toFixed(3).replace(/0$/, "")}`)).toBeVisible({ timeout: 1000 });
  }).toPass();

  await add("1,000", "Invoice 117");
  expect(await call(secrets[0]!)).toMatchObject({ status: 200 });
  const entries = page.getByRole("table", { name: "Credit entries" }).getByRole("row");
  await expect(entries).toHaveCount(3);
  await expect(entries.nth(1)).toContainText("+$1,000.00");
  await expect(entries.nth(1)).toContainText(/just now.*by ada/);
  await expectNoViolations(page, "an organization's settings");

  await page.getByRole("textbox", { name: "Amount in USD" }).fill("-5000");
  await page.getByRole("button", { name: "Add credits" }).click();
  await expect(page.getByRole("textbox", { name: "Amount in USD" })).toHaveAccessibleDescription(
    /to take away/,
  );

  await page.getByRole("button", { name: "Stop using credits" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop using credits" }).click();
  await expect(page.getByText("Not prepaid: calls go on")).toBeVisible();
  expect(await call(secrets[1]!)).toMatchObject({ status: 200 });
});

test("the name is changed; a viewer sees what there is and nothing that would change it", async ({
  page,
  browser,
}) => {
  await openSettings(page);
  await page.getByRole("textbox", { name: "Name" }).fill("Northwind");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Northwind").first()).toBeVisible();
  const viewer = { email: "vi@example.com", password: "violet harbor lamp" };
  await gatehouse(
    house,
    ["users", "create", "--email", viewer.email, "--role", "VIEWER", "--password-stdin"],
    viewer.password,
  );
  const theirs = await (await browser.newContext()).newPage();
  await openSettings(theirs, viewer);
  await expect(theirs.getByRole("definition").filter({ hasText: "No limit" })).toHaveCount(2);
  await expect(theirs.getByRole("table", { name: "Credit entries" })).toBeVisible();
  await expect(theirs.getByRole("switch")).toHaveCount(0);
  await expect(theirs.getByRole("button", { name: /Save|Add|Stop/ })).toHaveCount(0);
  const elsewhere = await theirs.goto(
    `${house.url}/admin/organizations/0195ab3c-0000-7000-8000-000000000001/settings`,
  );
  expect(elsewhere!.status()).toBe(404);
  await theirs.context().close();
});
