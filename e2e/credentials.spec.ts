import {
  addCredential,
  addPerson,
  expect,
  forgetCredentials,
  pageOf,
  test,
  UPSTREAM_SECRET,
} from "./console";
import { answer, call } from "./gateway-client";

test.describe.configure({ mode: "serial" });

const path = (projectId: string) => `/admin/projects/${projectId}/settings/llm-api-keys`;

test("the form says what is missing, keeps the input, and never shows the secret", async ({
  page,
  house,
}) => {
  await page.goto(path(house.projectId));
  await page.getByRole("button", { name: "Add LLM key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(dialog.getByText("Enter a name such as openai-production.")).toBeVisible();
  await expect(dialog.getByText("Enter the provider's API key.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Base URL" })).toBeHidden();
  await dialog.getByRole("combobox", { name: "Provider" }).selectOption("OpenAI-compatible");
  await dialog.getByRole("textbox", { name: "Name" }).fill("metadata");
  await dialog.getByRole("textbox", { name: "Base URL" }).fill("http://169.254.169.254/v1");
  await expect(dialog.getByLabel("API key")).toHaveAttribute("type", "password");
  await dialog.getByLabel("API key").fill("sk-not-for-the-metadata-service");
  await dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(dialog.getByRole("textbox", { name: "Base URL" })).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("metadata");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Add LLM key" }).click();
  await expect(dialog.getByLabel("API key")).toHaveValue("");
  expect(await house.query("SELECT name FROM credentials WHERE name = 'metadata'")).toEqual([]);
});

test("a credential forwards calls from the moment it is stored until it is deleted", async ({
  page,
  house,
  keysPage,
}) => {
  await forgetCredentials(house);
  await keysPage.open();
  const secret = await keysPage.createAndTake("credential tests");
  expect(await call(house.url, secret)).toBe("404 no_credential");

  await addCredential(page, house);
  const row = page.getByRole("row").filter({ hasText: "fake-upstream" });
  await expect(row).toContainText("OpenAI-compatible");
  await expect(row).toContainText(new URL(house.upstream.url).host);
  await expect(row).toContainText(`…${UPSTREAM_SECRET.slice(-4)}`);
  await expect(row).toContainText("gpt-4o-mini");
  await expect(row).toContainText("Never");
  expect(await answer(house.url, secret)).toBe("Hello from the fake upstream — ☃.");
  await expect(async () => {
    await page.reload();
    await expect(row).not.toContainText("Never", { timeout: 1000 });
  }).toPass();

  await row.getByRole("button", { name: "Delete fake-upstream" }).click();
  const alert = page.getByRole("alertdialog", { name: "Delete “fake-upstream”?" });
  await expect(alert).toContainText("no_credential");
  await alert.getByRole("button", { name: "Delete LLM key" }).click();
  await expect(page.getByRole("heading", { name: "No LLM keys yet" })).toBeVisible();
  expect(await call(house.url, secret)).toBe("404 no_credential");
});

test("a name is taken once, and the refusal lands on its field", async ({ page, house }) => {
  await addCredential(page, house, "twice");
  await page.getByRole("button", { name: "Add LLM key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("twice");
  await dialog.getByLabel("API key").fill("sk-another-secret-altogether");
  await dialog.getByRole("button", { name: "Add LLM key" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(
    /already has a credential named twice/,
  );
});

test("a member sees credentials and no buttons; a viewer is told why there is nothing to see", async ({
  page,
  house,
}) => {
  const member = await pageOf(page, house, await addPerson(house, "MEMBER"));
  await member.goto(`${house.url}${path(house.projectId)}`);
  await expect(member.getByRole("row").filter({ hasText: "twice" })).toBeVisible();
  await expect(member.getByRole("button", { name: "Add LLM key" })).toHaveCount(0);
  await expect(member.getByRole("button", { name: /^Delete / })).toHaveCount(0);
  await member.context().close();

  const viewer = await pageOf(page, house, await addPerson(house, "VIEWER"));
  await viewer.goto(`${house.url}${path(house.projectId)}`);
  await expect(viewer.getByRole("heading", { name: "Your role does not show LLM keys" })).toBeVisible();
  expect(await viewer.content()).not.toContain("twice");
  await viewer.context().close();
});
