import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { gatehouse as command } from "./command-line";
import { CredentialsPageHandle } from "./credentials-page";
import { AZURE_DEPLOYMENT, AZURE_KEY, startFakeAzure } from "./fake-providers/azure";
import type { FakeServer } from "./fake-providers/listen";
import { startFakeVertex, VERTEX } from "./fake-providers/vertex";
import { type FakeVertexTokens, startFakeVertexTokens } from "./fake-providers/vertex-tokens";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { freshGatehouse, setUp, signIn } from "./first-run";
import { callModel } from "./gateway-client";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
const PROJECT = ["--project", "assistant"];
const UPSTREAM_SECRET = "sk-of-the-fake-upstream-Zq83hT61";
const WRONG_SECRET = "sk-of-nobody-at-all-r2JdKp55";

let upstream: FakeUpstream;
let azure: FakeServer;
let vertex: FakeServer;
let google: FakeVertexTokens;
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let pageUrl: string;
let key: string;
let llm: CredentialsPageHandle;
/** Every answer that a browser got in this file: pages, RSC payloads, results of actions. */
const answers: Promise<string>[] = [];

test.beforeAll(async () => {
  upstream = await startFakeUpstream({ secret: UPSTREAM_SECRET });
  google = await startFakeVertexTokens();
  azure = await startFakeAzure();
  vertex = await startFakeVertex(google.tokens);
});
test.afterAll(async () => {
  for (const server of [upstream, azure, vertex, google]) await server.close();
});
// A body that is still on its way is lost when its page closes.
test.afterEach(async () => {
  await Promise.all(answers);
});
test.beforeEach(async ({ page }) => {
  page.on("response", (response) => answers.push(response.text().catch(() => "")));
  llm = new CredentialsPageHandle(page);
  if (!signedIn) return;
  await page.context().addCookies(signedIn.cookies);
  await page.goto(pageUrl);
  await expect(page.getByRole("heading", { level: 1, name: "LLM keys" })).toBeVisible();
});

const lastSecret = () => upstream.requests.at(-1)?.headers.authorization?.slice("Bearer ".length);

async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).include(what).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
}

test("an empty list says what LLM keys are for, and a provider is found by a part of its name", async ({
  page,
}) => {
  await setUp(page, gatehouse());
  signedIn = await page.context().storageState();
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "LLM Keys" }).click();
  await expect(page.getByRole("heading", { name: "No LLM keys yet" })).toBeVisible();
  pageUrl = page.url();
  key = (await command<{ secret: string }>(gatehouse(), ["keys", "create", ...PROJECT, "--note", "app"]))
    .secret;
  expect(await callModel(gatehouse().url, key, "gpt-4o-mini")).toBe("404 no_credential");

  await page.getByRole("button", { name: "Add your first LLM key" }).click();
  await expect(llm.dialog.getByRole("list", { name: "Providers" }).getByRole("button")).toHaveCount(17);
  await expectAccessible(page, "[role=dialog]");
  await page.keyboard.type("google");
  const found = llm.dialog.getByRole("list", { name: "Providers" }).getByRole("button");
  await expect(found).toHaveText([/Google Gemini/, /Google Vertex AI/]);
  await page.keyboard.press("Enter");
  await expect(llm.dialog).toContainText("Google Gemini");
  await llm.dialog.getByRole("button", { name: "Change provider" }).click();
  await llm.dialog.getByRole("searchbox", { name: "Find a provider" }).fill("nothing like it");
  await expect(llm.dialog.getByText("No provider matches.")).toBeVisible();
});

test("the form says everything that is missing, refuses what may not be called, and keeps no secret", async ({
  page,
}) => {
  await llm.add("OpenAI-compatible");
  await llm.dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(llm.field("Name")).toHaveAccessibleDescription(/Enter a name such as openai-production/);
  await expect(llm.secret("API key")).toHaveAccessibleDescription(/Enter the API key/);
  await expect(llm.field("Base URL")).toHaveAccessibleDescription(/Enter the base URL/);

  await llm.field("Name").fill("metadata");
  await llm.field("Base URL").fill("http://169.254.169.254/v1");
  await expect(llm.secret("API key")).toHaveAttribute("type", "password");
  await llm.secret("API key").fill(WRONG_SECRET);
  await llm.dialog.getByRole("button", { name: "Show API key" }).click();
  await expect(llm.secret("API key")).toHaveAttribute("type", "text");
  await llm.dialog.getByRole("button", { name: "Add model" }).click();
  await llm.dialog.getByRole("textbox", { name: "Input price of model 1" }).fill("cheap");
  await llm.dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(llm.dialog.getByRole("textbox", { name: "Name of model 1" })).toHaveAccessibleDescription(
    /Enter the model's name\. Enter dollars such as 0\.15\./,
  );
  await expectAccessible(page, "[role=dialog]");
  await llm.dialog.getByRole("button", { name: "Remove model 1" }).click();
  await llm.dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(llm.field("Base URL")).toHaveAccessibleDescription(/not an address that Gatehouse may call/);
  await expect(llm.field("Name")).toHaveValue("metadata");
  await llm.dialog.getByRole("button", { name: "Cancel" }).click();
  await llm.add("OpenAI-compatible");
  await expect(llm.secret("API key")).toHaveValue("");
  await page.reload();
  await expect(page.getByRole("heading", { name: "No LLM keys yet" })).toBeVisible();
});

test("OpenAI: a connection test says what is wrong; once it passes and is stored, calls go through", async () => {
  const closed = await startFakeUpstream();
  await closed.close();
  await llm.add("OpenAI");
  await llm.field("Name").fill("openai-production");
  await llm.field("Base URL").fill(upstream.url);
  await llm.secret("API key").fill(WRONG_SECRET);
  expect(await llm.test()).toMatch(/The key was refused[\s\S]*\(401\)/);
  await llm.field("Base URL").fill(closed.url);
  await expect(llm.dialog.getByText("The key was refused")).toBeHidden();
  expect(await llm.test()).toMatch(/Not reachable[\s\S]*could not be reached/);
  await llm.field("Base URL").fill(`${upstream.url}/elsewhere`);
  await llm.secret("API key").fill(UPSTREAM_SECRET);
  expect(await llm.test()).toMatch(/Nothing at this address[\s\S]*\(404\)/);
  await llm.field("Base URL").fill(upstream.url);
  expect(await llm.test()).toMatch(/It works[\s\S]*lists 3 models \(\d+ ms\)/);
  expect(await callModel(gatehouse().url, key, "openai-production/gpt-4o-mini")).toBe("404 no_credential");
  await llm.store();

  const row = llm.row("openai-production");
  await expect(row).toContainText(`…${UPSTREAM_SECRET.slice(-4)}`);
  await expect(row).toContainText(new URL(upstream.url).host);
  await expect(row).toContainText(/\d+ defaults/);
  await expect(row).toContainText("Never");
  expect(await callModel(gatehouse().url, key, "openai-production/gpt-4o-mini")).toBe("200");
  expect(lastSecret()).toBe(UPSTREAM_SECRET);
});

test("Azure: each auth method asks its own fields, and a deployment is called by its name", async () => {
  await llm.add("Azure OpenAI");
  await expect(llm.field("API version")).toHaveValue("2024-10-21");
  await llm.field("Endpoint URL").fill(azure.url);
  await llm.dialog.getByRole("radio", { name: "Entra ID (client credentials)" }).click();
  await expect(llm.secret("Client secret")).toBeVisible();
  await expect(llm.secret("API key")).toHaveCount(0);
  await expect(llm.field("Endpoint URL")).toHaveValue(azure.url);
  await llm.field("Tenant ID").fill("not-a-uuid");
  await llm.dialog.getByRole("button", { name: "Test connection" }).click();
  await expect(llm.field("Tenant ID")).toHaveAccessibleDescription(/Enter the tenant id as a UUID/);
  await llm.dialog.getByRole("radio", { name: "API key" }).click();
  await expect(llm.field("Tenant ID")).toHaveCount(0);
  await llm.field("Name").fill("azure-production");
  await llm.secret("API key").fill(AZURE_KEY);
  expect(await llm.test()).toContain("It works");
  await llm.dialog.getByRole("switch", { name: "With default models" }).click();
  await llm.dialog.getByRole("button", { name: "Add model" }).click();
  await llm.dialog.getByRole("textbox", { name: "Name of model 1" }).fill(AZURE_DEPLOYMENT);
  await llm.dialog.getByRole("textbox", { name: "Input price of model 1" }).fill("2.5");
  await llm.dialog.getByRole("textbox", { name: "Output price of model 1" }).fill("10");
  await llm.store();

  await expect(llm.row("azure-production")).toContainText(AZURE_DEPLOYMENT);
  await expect(llm.row("azure-production")).not.toContainText("defaults");
  expect(await callModel(gatehouse().url, key, AZURE_DEPLOYMENT)).toBe("200");
  expect(azure.requests.at(-1)?.path).toBe(`/openai/deployments/${AZURE_DEPLOYMENT}/chat/completions`);
  expect(azure.requests.at(-1)?.headers["api-key"]).toBe(AZURE_KEY);
  await llm.choose("azure-production", "Edit");
  await expect(llm.dialog.getByRole("textbox", { name: "Input price of model 1" })).toHaveValue("2.5");
  await expect(llm.dialog.getByRole("switch", { name: "With default models" })).not.toBeChecked();
});

test("Vertex AI: the service account's file is pasted masked, and buys tokens", async () => {
  await llm.add("Google Vertex AI");
  const file = llm.secret("Service account key (JSON)");
  await expect(llm.field("Location")).toHaveValue("global");
  await llm.field("Name").fill("vertex-production");
  await file.fill(JSON.stringify(google.serviceAccount, null, 2));
  await expect(file).toHaveCSS("-webkit-text-security", "disc");
  await llm.dialog.getByRole("button", { name: "Show Service account key (JSON)" }).click();
  await expect(file).toHaveCSS("-webkit-text-security", "none");
  await llm.field("Google Cloud project").fill(VERTEX.projectId);
  await llm.field("Location").fill(VERTEX.location);
  await llm.field("Base URL").fill(vertex.url);
  expect(await llm.test()).toContain("It works");
  await llm.store();
  await expect(llm.row("vertex-production")).toContainText("Google Vertex AI");
  expect(await callModel(gatehouse().url, key, "vertex-production/google/gemini-2.5-flash")).toBe("200");
});

test("a name is taken once, and the refusal lands on its field", async ({ page }) => {
  await expectAccessible(page, "main");
  await llm.add("Mistral");
  await llm.field("Name").fill("openai-production");
  await llm.secret("API key").fill(WRONG_SECRET);
  await llm.dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(llm.field("Name")).toHaveAccessibleDescription(/already has a credential named/);
});

test("a member sees LLM keys and is offered no change; a viewer is told why there is nothing", async ({
  browser,
}) => {
  for (const role of ["member", "viewer"]) {
    const person = { email: `${role}@example.com`, password: "walnut ribbon cloud" };
    const create = ["users", "create", "--email", person.email, "--role", role, "--password-stdin"];
    await command(gatehouse(), create, person.password);
    const page = await (await browser.newContext()).newPage();
    await signIn(page, gatehouse(), person);
    await page.goto(pageUrl);
    if (role === "viewer") {
      await expect(page.getByRole("heading", { name: "Your role does not show LLM keys" })).toBeVisible();
      expect(await page.content()).not.toContain("vertex-production");
    } else {
      await expect(page.getByRole("table", { name: "LLM keys" })).toContainText("vertex-production");
      await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
    }
    await expect(page.getByRole("button", { name: "Add LLM key" })).toHaveCount(0);
    await page.context().close();
  }
});

test("no answer to a browser held a secret", async () => {
  const texts = await Promise.all(answers);
  expect(texts.some((text) => text.includes("vertex-production"))).toBe(true);
  expect(texts.some((text) => text.includes('"tookMs"'))).toBe(true);
  const privateKey = google.serviceAccount.private_key!.split("\n")[3]!;
  for (const secret of [UPSTREAM_SECRET, WRONG_SECRET, AZURE_KEY, privateKey]) {
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    expect(gatehouse().logs()).not.toContain(secret);
  }
});
