import { expect, type Page, test } from "@playwright/test";
import { DIALOG, expectNoViolations } from "./axe";
import { gatehouse } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { signIn } from "./first-run";
import { call } from "./gateway-client";
import { type Gatehouse, startGatehouse } from "./server";

test.describe.configure({ mode: "serial" });

const ADA = { email: "ada@example.com", password: "violet harbor lamp" };
const VERA = { email: "vera@example.com", password: "walnut ribbon cloud" };
const SECRET = "sk-fake-upstream-secret";

let house: Gatehouse;
let upstream: FakeUpstream;
let secret: string;
let projectUrl: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  upstream = await startFakeUpstream({ secret: SECRET });
  const env = { GATEHOUSE_ADMIN_EMAIL: ADA.email, GATEHOUSE_ADMIN_PASSWORD: ADA.password };
  house = await startGatehouse({ env });
  const vera = ["--email", VERA.email, "--name", "Vera", "--role", "VIEWER"];
  await gatehouse(house, ["users", "create", ...vera, "--password-stdin"], VERA.password);
});
test.afterAll(async () => {
  await house?.stop();
  await upstream?.close();
});

async function openProjects(page: Page, person = ADA) {
  await signIn(page, house, person);
  await page.getByRole("link", { name: "Gatehouse: all projects" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

async function openGeneral(page: Page) {
  await page.getByRole("link", { name: "General" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "General" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

test("a project is made, and its sidebar, keys and calls are its own", async ({ page }) => {
  await openProjects(page);
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(/Enter/);
  await expectNoViolations(page, "making a project", DIALOG);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Search & Find");
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Search & Find" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Project: Search & Find/ })).toBeVisible();
  projectUrl = page.url();
  const provider = ["--name", "up", "--provider", "openai-compatible", "--base-url", upstream.url];
  const project = ["--project", "search-find"];
  await gatehouse(house, ["credentials", "create", ...project, ...provider, "--secret-stdin"], SECRET);
  secret = (await gatehouse<{ secret: string }>(house, ["keys", "create", ...project, "--note", "finder"]))
    .secret;
  await gatehouse(house, ["keys", "create", ...project, "--note", "spare"]);
  for (let round = 0; round < 3; round++) expect(await call(house.url, secret)).toBe("200");
});

test("it gets another name, which the sidebar follows; its slug stays", async ({ page }) => {
  await signIn(page, house, ADA);
  await page.goto(projectUrl);
  await openGeneral(page);
  await page.getByRole("textbox", { name: "Name" }).fill("Discovery");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("button", { name: /^Project: Discovery/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "For programs" })).toContainText("search-find");
  await expectNoViolations(page, "a project's general settings");
});

test("a viewer makes, names and deletes none", async ({ page }) => {
  await openProjects(page, VERA);
  await expect(page.getByRole("link", { name: /Discovery/ })).toContainText("2 API keys");
  await expect(page.getByRole("button", { name: "New project" })).toHaveCount(0);
  await page.goto(projectUrl);
  await openGeneral(page);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveAttribute("readonly", "");
  await expect(page.getByRole("button", { name: "Delete project" })).toHaveCount(0);
  await page.getByRole("link", { name: "Limits & credits" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Organization" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete organization" })).toHaveCount(0);
});

test("it is deleted with a count of what goes with it, and its key's next call is refused", async ({
  page,
}) => {
  await signIn(page, house, ADA);
  await page.goto(projectUrl);
  await openGeneral(page);
  const dialog = page.getByRole("alertdialog", { name: "Delete “Discovery”?" });
  const ask = page.getByRole("button", { name: "Delete project" });
  // Usage is written a moment after its calls.
  await expect(async () => {
    await ask.click();
    await expect(dialog).toContainText("3 calls in the past 24 hours", { timeout: 1000 });
  }).toPass();
  const goes = dialog.getByRole("list", { name: "What is deleted with it" });
  await expect(goes).toContainText("2 API keys, 2 of them active");
  await expect(goes).toContainText("1 LLM key");
  await expect(goes).toContainText("0 endpoints");
  await expectNoViolations(page, "deleting a project", DIALOG);
  await dialog.getByRole("button", { name: "Delete project" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Type Discovery");
  expect(await call(house.url, secret)).toBe("200");
  await dialog.getByRole("textbox", { name: "Type Discovery to confirm" }).fill("Discovery");
  await dialog.getByRole("button", { name: "Delete project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  expect(await call(house.url, secret)).toBe("401 invalid_api_key");
  await expect(page.getByRole("link", { name: /Discovery/ })).toHaveCount(0);
  expect((await page.goto(projectUrl))?.status()).toBe(404);
});

test("among many, one is found by its name", async ({ page }) => {
  const each = (work: (i: number) => string[]) =>
    Promise.all(Array.from({ length: 8 }, (_, i) => gatehouse(house, ["projects", ...work(i)])));
  await each((i) => ["create", `Team ${i}`]);
  await openProjects(page);
  await page.getByRole("searchbox", { name: "Find a project" }).fill("team 7");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveText([/Team 7/]);
  await expectNoViolations(page, "projects that are looked through");
  await page.getByRole("searchbox", { name: "Find a project" }).fill("nothing of this name");
  await expect(page.getByText("No project matches.")).toBeVisible();
  await each((i) => ["delete", `team-${i}`, "--yes"]);
});

test("an organization is seen without a project, and ends with its members' sessions", async ({
  page,
  browser,
}) => {
  const vera = await (await browser.newContext()).newPage();
  await signIn(vera, house, VERA);
  await openProjects(page);
  await page.getByRole("link", { name: /Default/ }).click();
  await openGeneral(page);
  await page.getByRole("button", { name: "Delete project" }).click();
  await page.getByRole("textbox", { name: "Type Default to confirm" }).fill("Default");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete project" }).click();
  await expect(page.getByText("No projects yet.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Members" })).toBeVisible();
  await page.getByRole("link", { name: "Limits & credits" }).click();
  await page.getByRole("button", { name: "Delete organization" }).click();
  const dialog = page.getByRole("alertdialog");
  const label = await dialog.getByText(/^Type .* to confirm/).textContent();
  const organization = /^Type (.*) to confirm/.exec(label ?? "")![1]!;
  await dialog.getByRole("textbox").fill(organization);
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await vera.reload();
  await expect(vera.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await vera.context().close();
});
