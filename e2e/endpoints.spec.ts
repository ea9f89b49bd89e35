import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { gatehouse as command } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { freshGatehouse, setUp, signIn } from "./first-run";
import { client } from "./gateway-client";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
const PROJECT = ["--project", "assistant"];
const MEMBER = { email: "grace@example.com", password: "walnut ribbon cloud" };

let main: FakeUpstream;
let spare: FakeUpstream;
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let endpointsUrl: string;
let key: string;

test.beforeAll(async () => {
  main = await startFakeUpstream({ secret: "sk-main-upstream-secret" });
  spare = await startFakeUpstream({ secret: "sk-spare-upstream-secret" });
});
test.afterAll(async () => {
  await main.close();
  await spare.close();
});
test.beforeEach(async ({ page }) => {
  if (!signedIn) return;
  await page.context().addCookies(signedIn.cookies);
  await page.goto(endpointsUrl);
});

async function addCredential(name: string, upstream: FakeUpstream): Promise<void> {
  const create = ["credentials", "create", ...PROJECT, "--name", name, "--provider", "openai-compatible"];
  // Without a list it would serve every name, also that of an endpoint that is gone.
  const listed = ["--model", `${name}-model`, "--no-default-models"];
  const secret = `sk-${name}-upstream-secret`;
  await command(gatehouse(), [...create, "--base-url", upstream.url, ...listed, "--secret-stdin"], secret);
}

const target = (dialog: Locator, number: number) =>
  dialog.getByRole("group", { name: `Target ${number}`, exact: true });
const fallback = (dialog: Locator, number: number) =>
  dialog.getByRole("group", { name: `Fallback ${number}`, exact: true });

async function fillPlace(row: Locator, credential: string, model: string): Promise<void> {
  const select = row.getByRole("combobox", { name: "LLM key" });
  await select.selectOption(await select.getByRole("option", { name: credential }).getAttribute("value"));
  await row.getByRole("combobox", { name: "Model" }).fill(model);
}

async function openEdit(page: Page, slug: string): Promise<Locator> {
  await page.getByRole("button", { name: `Actions for ${slug}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  return page.getByRole("dialog", { name: "Edit endpoint" });
}

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
}

async function save(page: Page, dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("is saved")).toBeVisible();
}

/** One call by slug: the status, or status and code, and which target says it served. */
async function call(model: string): Promise<{ outcome: string; target: string | null }> {
  const response = await fetch(`${gatehouse().url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "Hello!" }] }),
  });
  const answer = (await response.json()) as { error?: { code: string } };
  return {
    outcome: answer.error ? `${response.status} ${answer.error.code}` : `${response.status}`,
    target: response.headers.get("x-gatehouse-target"),
  };
}

test("without an LLM key the page says to add one first", async ({ page }) => {
  await setUp(page, gatehouse());
  signedIn = await page.context().storageState();
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Endpoints" }).click();
  await expect(page.getByRole("heading", { name: "Endpoints", level: 1 })).toBeVisible();
  endpointsUrl = page.url();
  await expect(page.getByRole("heading", { name: "Add an LLM key first" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create endpoint" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Go to LLM keys" })).toHaveAttribute("href", /llm-api-keys$/);

  await addCredential("main", main);
  await addCredential("spare", spare);
  key = (await command<{ secret: string }>(gatehouse(), ["keys", "create", ...PROJECT, "--note", "app"]))
    .secret;
});

test("the form says what is missing while it is filled, and sends nothing that does not add up", async ({
  page,
}) => {
  await page.getByRole("button", { name: "Create your first endpoint" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an endpoint" });
  const total = dialog.getByRole("status").filter({ hasText: "Total" });
  await expect(total).toHaveText("Total 100");
  await dialog.getByRole("button", { name: "Add target" }).click();
  await expect(target(dialog, 1).getByRole("spinbutton", { name: "Weight" })).toHaveValue("50");
  await target(dialog, 1).getByRole("spinbutton", { name: "Weight" }).fill("30");
  await expect(total).toHaveText("Total 80 — add 20");
  await target(dialog, 2).getByRole("spinbutton", { name: "Weight" }).fill("90");
  await expect(total).toHaveText("Total 120 — take off 20");
  await dialog.getByRole("textbox", { name: "Slug" }).fill("Support Chat");
  await dialog.getByRole("button", { name: "Create endpoint" }).click();
  await expect(dialog.getByRole("textbox", { name: "Slug" })).toHaveAccessibleDescription(/lower-case/i);
  await expect(target(dialog, 1).getByRole("combobox", { name: "Model" })).toHaveAccessibleDescription(
    "Enter a model.",
  );
  await dialog.getByRole("button", { name: "Add target" }).click();
  await dialog.getByRole("button", { name: "Split evenly" }).click();
  await expect(total).toHaveText("Total 100");
  await expect(target(dialog, 1).getByRole("spinbutton", { name: "Weight" })).toHaveValue("34");
  await dialog.getByRole("button", { name: "Remove target 3" }).click();
  await expect(total).toHaveText("Total 100");
  await expect(dialog.getByRole("button", { name: "Add target" })).toBeFocused();
  await expectAccessible(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("heading", { name: "No endpoints yet" })).toBeVisible();
});

test("an endpoint shares its calls by weight between two LLM keys", async ({ page }) => {
  await page.getByRole("button", { name: "Create endpoint" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Slug" }).fill("support-chat");
  await dialog.getByRole("button", { name: "Add target" }).click();
  await fillPlace(target(dialog, 1), "main", "gpt-4o");
  await fillPlace(target(dialog, 2), "spare", "gpt-4o-mini");
  await target(dialog, 1).getByRole("spinbutton", { name: "Weight" }).fill("70");
  await target(dialog, 2).getByRole("spinbutton", { name: "Weight" }).fill("30");
  await dialog.getByRole("button", { name: "Add fallback" }).click();
  await fillPlace(fallback(dialog, 1), "spare", "gpt-4.1");
  await dialog.getByRole("spinbutton", { name: "Timeout in seconds" }).fill("20");
  await dialog.getByRole("button", { name: "Create endpoint" }).click();
  await expect(page.getByRole("dialog", { name: "“support-chat” is ready" })).toContainText(
    '"model": "support-chat"',
  );
  await page.getByRole("button", { name: "Done" }).click();

  const table = page.getByRole("table", { name: "Endpoints" });
  await expect(table).toContainText("support-chat");
  await expect(table.getByRole("list", { name: "Targets" }).first()).toContainText("70%");

  const served: Record<string, number> = {};
  for (let i = 0; i < 100; i++) {
    const { outcome, target } = await call("support-chat");
    expect(outcome).toBe("200");
    served[String(target)] = (served[String(target)] ?? 0) + 1;
  }
  expect(Object.keys(served).sort()).toEqual(["main/gpt-4o", "spare/gpt-4o-mini"]);
  // 70 expected: 100 draws leave this range once in 100,000 runs.
  expect(served["main/gpt-4o"]).toBeGreaterThan(49);
  expect(served["main/gpt-4o"]).toBeLessThan(91);
  const bodies = main.requests.map((request) => JSON.parse(request.body.toString()) as { model: string });
  expect(bodies).toHaveLength(served["main/gpt-4o"]!);
  expect(bodies.every(({ model }) => model === "gpt-4o")).toBe(true);
  const answer = await client(gatehouse().url, key).chat.completions.create({
    model: "support-chat",
    messages: [{ role: "user", content: "Hello!" }],
  });
  expect(answer.choices[0]?.message.content).toBeTruthy();
});

test("a slug that is taken is said on its field, and the rest of the form stays", async ({ page }) => {
  await page.getByRole("button", { name: "Create endpoint" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Slug" }).fill("support-chat");
  await fillPlace(target(dialog, 1), "spare", "gpt-4o");
  await dialog.getByRole("button", { name: "Create endpoint" }).click();
  await expect(dialog.getByRole("textbox", { name: "Slug" })).toHaveAccessibleDescription(/already/);
  await expect(target(dialog, 1).getByRole("combobox", { name: "Model" })).toHaveValue("gpt-4o");
});

test("when a target fails the fallback serves, and the answer says so", async ({ page }) => {
  const dialog = await openEdit(page, "support-chat");
  await target(dialog, 1).getByRole("combobox", { name: "Model" }).fill("error-500");
  await target(dialog, 1).getByRole("spinbutton", { name: "Weight" }).fill("99");
  await target(dialog, 2).getByRole("spinbutton", { name: "Weight" }).fill("1");
  await save(page, dialog);
  const before = main.requests.length;
  const targets = new Set<string | null>();
  for (let i = 0; i < 10; i++) {
    const { outcome, target } = await call("support-chat");
    expect(outcome).toBe("200");
    targets.add(target);
  }
  expect(main.requests.length).toBeGreaterThan(before);
  expect([...targets]).toContain("spare/gpt-4.1");
  expect([...targets].some((name) => name?.startsWith("main/"))).toBe(false);
});

test("fallbacks are reordered by keyboard, and tried in the order that was saved", async ({ page }) => {
  const dialog = await openEdit(page, "support-chat");
  await target(dialog, 1).getByRole("spinbutton", { name: "Weight" }).fill("100");
  await dialog.getByRole("button", { name: "Remove target 2" }).click();
  await dialog.getByRole("button", { name: "Add fallback" }).click();
  await fillPlace(fallback(dialog, 2), "main", "gpt-4o-mini");
  const down = dialog.getByRole("button", { name: "Move fallback 1 down" });
  await down.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Move fallback 2 down" })).toBeFocused();
  await expect(fallback(dialog, 1).getByRole("combobox", { name: "Model" })).toHaveValue("gpt-4o-mini");
  await save(page, dialog);
  expect(await call("support-chat")).toEqual({ outcome: "200", target: "main/gpt-4o-mini" });
});

test("edited weights are in force on the next call", async ({ page }) => {
  const dialog = await openEdit(page, "support-chat");
  await fillPlace(target(dialog, 1), "spare", "gpt-4o");
  await save(page, dialog);
  for (let i = 0; i < 5; i++)
    expect(await call("support-chat")).toEqual({ outcome: "200", target: "spare/gpt-4o" });
});

test("a deleted LLM key leaves a marked target; choosing another mends it", async ({ page }) => {
  const credentials = await command<{ id: string; name: string }[]>(gatehouse(), [
    "credentials",
    "list",
    ...PROJECT,
  ]);
  const { id } = credentials.find(({ name }) => name === "spare")!;
  await command(gatehouse(), ["credentials", "delete", id, "--yes"]);
  await page.reload();
  await expect(page.getByRole("list", { name: "Targets" }).first()).toContainText("LLM key deleted");
  for (const theme of ["light", "dark"]) {
    await page.context().addCookies([{ name: "theme", value: theme, url: gatehouse().url }]);
    await page.reload();
    await expectAccessible(page, "main");
  }
  const dialog = await openEdit(page, "support-chat");
  await expect(dialog.getByText("An LLM key of this endpoint was deleted.")).toBeVisible();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(target(dialog, 1).getByRole("combobox", { name: "LLM key" })).toHaveAccessibleDescription(
    "Choose an LLM key.",
  );
  await fillPlace(target(dialog, 1), "main", "gpt-4o");
  await dialog.getByRole("button", { name: "Remove fallback 2" }).click();
  await save(page, dialog);
  expect(await call("support-chat")).toEqual({ outcome: "200", target: "main/gpt-4o" });
});

test("a member sees endpoints and is offered no change; a viewer sees none", async ({ browser }) => {
  for (const role of ["member", "viewer"]) {
    const person = { ...MEMBER, email: `${role}-${MEMBER.email}` };
    const create = ["users", "create", "--email", person.email, "--role", role, "--password-stdin"];
    await command(gatehouse(), create, person.password);
    const page = await (await browser.newContext()).newPage();
    await signIn(page, gatehouse(), person);
    await page.goto(endpointsUrl);
    if (role === "viewer") {
      await expect(page.getByRole("heading", { name: "Your role does not show endpoints" })).toBeVisible();
    } else {
      await expect(page.getByRole("table", { name: "Endpoints" })).toContainText("support-chat");
      await page.getByRole("button", { name: "Actions for support-chat" }).click();
      await expect(page.getByRole("menuitem")).toHaveText(["How to call it", "Copy endpoint ID"]);
    }
    await expect(page.getByRole("button", { name: "Create endpoint" })).toHaveCount(0);
    await page.context().close();
  }
});

test("a deleted endpoint answers model_not_found on the next call", async ({ page }) => {
  await page.getByRole("button", { name: "Actions for support-chat" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete “support-chat”?" });
  await dialog.getByRole("button", { name: "Delete endpoint" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "No endpoints yet" })).toBeVisible();
  expect((await call("support-chat")).outcome).toBe("404 model_not_found");
});
