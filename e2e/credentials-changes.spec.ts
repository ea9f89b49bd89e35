import { expect, type Page, test } from "@playwright/test";
import { gatehouse as command } from "./command-line";
import { CredentialsPageHandle } from "./credentials-page";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { freshGatehouse, setUp } from "./first-run";
import { callModel } from "./gateway-client";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
const PROJECT = ["--project", "assistant"];
const OLD_SECRET = "sk-first-of-the-upstream-Zq83hT61";
const NEW_SECRET = "sk-second-of-the-upstream-mWcX90vL";

/** What the fake provider accepts now. */
const accepted = { secret: OLD_SECRET };
let upstream: FakeUpstream;
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let pageUrl: string;
let key: string;
let llm: CredentialsPageHandle;
/** Every answer that a browser got in this file: pages, RSC payloads, results of actions. */
const answers: Promise<string>[] = [];

test.beforeAll(async ({ browser }) => {
  upstream = await startFakeUpstream(accepted);
  const page = await browser.newPage();
  await setUp(page, gatehouse());
  signedIn = await page.context().storageState();
  pageUrl = page.url().replace("/api-keys", "/llm-api-keys");
  await page.close();
  const note = ["keys", "create", ...PROJECT, "--note", "app"];
  key = (await command<{ secret: string }>(gatehouse(), note)).secret;
  for (const name of ["openai-production", "spare"]) await store(name);
  for (const slug of ["support-chat", "summaries"]) await route(slug, "openai-production");
});
test.afterAll(async () => {
  await upstream.close();
});
// A body that is still on its way is lost when its page closes.
test.afterEach(async () => {
  await Promise.all(answers);
});
test.beforeEach(async ({ page }) => {
  page.on("response", (response) => answers.push(response.text().catch(() => "")));
  llm = new CredentialsPageHandle(page);
  await page.context().addCookies(signedIn.cookies);
  await page.goto(pageUrl);
  await expect(page.getByRole("heading", { level: 1, name: "LLM keys" })).toBeVisible();
});

async function store(name: string): Promise<void> {
  const create = ["credentials", "create", ...PROJECT, "--name", name, "--provider", "openai"];
  await command(gatehouse(), [...create, "--base-url", upstream.url, "--secret-stdin"], OLD_SECRET);
}

async function route(slug: string, credential: string): Promise<void> {
  const target = ["--target", `${credential}:gpt-4o-mini:100`];
  await command(gatehouse(), ["endpoints", "create", ...PROJECT, "--slug", slug, ...target]);
}

const call = (model: string) => callModel(gatehouse().url, key, model);
const lastSecret = () => upstream.requests.at(-1)?.headers.authorization?.slice("Bearer ".length);

test("one edit gives the new secret to the next call of every endpoint", async ({ page }) => {
  expect(await call("support-chat")).toBe("200");
  accepted.secret = NEW_SECRET;
  expect(await call("support-chat")).toMatch(/^401/);
  await page.reload();
  await llm.choose("openai-production", "Test connection");
  await expect(page.getByText("“openai-production” does not work")).toBeVisible();
  await llm.choose("openai-production", "Edit");
  await expect(llm.secret("API key")).toHaveValue("");
  await expect(llm.secret("API key")).toHaveAttribute("placeholder", `Unchanged (…${OLD_SECRET.slice(-4)})`);
  await llm.secret("API key").fill(NEW_SECRET);
  expect(await llm.test()).toContain("It works");
  await llm.saveChanges();
  for (const slug of ["support-chat", "summaries"]) {
    expect(await call(slug)).toBe("200");
    expect(lastSecret()).toBe(NEW_SECRET);
  }
  await expect(llm.row("openai-production")).toContainText(`…${NEW_SECRET.slice(-4)}`);
  await llm.choose("openai-production", "Test connection");
  await expect(page.getByText("“openai-production” works")).toBeVisible();
});

test("an empty secret stays; another host asks for it again", async () => {
  await llm.choose("openai-production", "Edit");
  await llm.field("Name").fill("openai-main");
  await llm.saveChanges();
  await expect(llm.row("openai-main")).toBeVisible();
  expect(await call("openai-main/gpt-4o-mini")).toBe("200");
  expect(lastSecret()).toBe(NEW_SECRET);

  const other = await startFakeUpstream();
  await llm.choose("openai-main", "Edit");
  await expect(llm.secret("API key")).not.toHaveAttribute("aria-required");
  await llm.field("Base URL").fill(other.url);
  await expect(llm.dialog.getByText("Enter the secret again to send it there.")).toBeVisible();
  await expect(llm.secret("API key")).toHaveAttribute("aria-required", "true");
  await llm.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(llm.secret("API key")).toHaveAccessibleDescription(/Enter the API key again/);
  await llm.dialog.getByRole("button", { name: "Test connection" }).click();
  await expect(llm.secret("API key")).toHaveAccessibleDescription(/Enter the API key again/);
  expect(other.requests).toEqual([]);
  await llm.secret("API key").fill("sk-of-the-other-upstream");
  await llm.saveChanges();
  expect(await call("support-chat")).toBe("200");
  expect(other.requests.at(-1)?.headers.authorization).toBe("Bearer sk-of-the-other-upstream");
  await other.close();
});

test("deleting names the endpoints that depend on it, wants the name typed, and is felt on the next call", async ({
  page,
}) => {
  await llm.table.getByRole("button", { name: "2 endpoints using openai-main" }).click();
  const links = page.getByRole("dialog", { name: "Endpoints using openai-main" }).getByRole("link");
  await expect(links).toHaveText(["summaries", "support-chat"]);
  await expect(links.first()).toHaveAttribute("href", /settings\/endpoints$/);
  await page.keyboard.press("Escape");

  await llm.choose("openai-main", "Delete");
  const alert = page.getByRole("alertdialog", { name: "Delete “openai-main”?" });
  await expect(alert).toContainText("2 endpoints depend on it");
  await expect(alert.getByRole("link")).toHaveText(["summaries", "support-chat"]);
  await alert.getByRole("button", { name: "Delete LLM key" }).click();
  await expect(alert.getByRole("alert")).toHaveText("Type openai-main to delete it.");
  await alert.getByRole("textbox", { name: "Type openai-main to confirm" }).fill("openai-main");
  await alert.getByRole("button", { name: "Delete LLM key" }).click();
  await expect(alert).toBeHidden();
  await expect(llm.row("openai-main")).toHaveCount(0);
  for (const slug of ["support-chat", "summaries"]) expect(await call(slug)).toBe("404 no_credential");
});

test("an endpoint that appeared meanwhile is named before anything is deleted", async ({ page }) => {
  await llm.choose("spare", "Delete");
  const alert = page.getByRole("alertdialog");
  await expect(alert.getByRole("textbox")).toHaveCount(0);
  await route("late", "spare");
  await alert.getByRole("button", { name: "Delete LLM key" }).click();
  await expect(alert.getByRole("alert")).toContainText("used by an endpoint: late");
  expect(await call("spare/gpt-4o")).toMatch(/^401/);
  await alert.getByRole("textbox", { name: "Type spare to confirm" }).fill("spare");
  await alert.getByRole("button", { name: "Delete LLM key" }).click();
  await expect(alert).toBeHidden();
  expect(await call("late")).toBe("404 no_credential");
});

test("no answer to a browser held a secret", async () => {
  const texts = await Promise.all(answers);
  expect(texts.some((text) => text.includes("openai-production"))).toBe(true);
  expect(texts.some((text) => text.includes('"tookMs"'))).toBe(true);
  for (const secret of [OLD_SECRET, NEW_SECRET]) {
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    expect(gatehouse().logs()).not.toContain(secret);
  }
});
