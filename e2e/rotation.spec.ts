import OpenAI from "openai";
import { expectNoViolations } from "./axe";
import { addCredential, expect, test } from "./console";
import { call, MODEL } from "./gateway-client";

const NOTE = "to be rotated";

/** An application that names itself. */
const application = (url: string, apiKey: string, name: string) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0, defaultHeaders: { "user-agent": name } });

test("a key is rotated, its page names who has not moved, and the end of its overlap refuses it", async ({
  page,
  house,
  keysPage,
}) => {
  await addCredential(page, house);
  await keysPage.open();
  const old = await keysPage.createAndTake(NOTE);
  const ask = (secret: string, name: string) =>
    application(house.url, secret, name).chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Hello!" }],
    });
  await ask(old, "moves/1.0");
  await ask(old, "stays/1.0");

  await page.getByRole("button", { name: NOTE }).last().click();
  await page.getByRole("menuitem", { name: "Rotate" }).click();
  await keysPage.dialog.getByRole("radio", { name: "In 24 hours" }).click();
  await expectNoViolations(page, "the rotation of a key");
  await keysPage.dialog.getByRole("button", { name: "Rotate key" }).click();
  const successor = await keysPage.takeSecret();
  expect(successor).not.toBe(old);
  await expect(keysPage.table.getByText(new RegExp(`Replaced by ${NOTE}.*ends in`))).toBeVisible();
  await expect(keysPage.table.getByText(`Replaces ${NOTE}`)).toBeVisible();

  await ask(successor, "moves/1.0");
  await ask(old, "stays/1.0");
  const row = keysPage.table.getByRole("row").filter({ hasText: `Replaced by ${NOTE}` });
  const address = await row.getByRole("link", { name: NOTE }).first().getAttribute("href");
  const callers = page.getByRole("list", { name: "Callers that still use this key" }).getByRole("listitem");
  await expect(async () => {
    await page.goto(`${house.url}${address}`);
    await expect(callers).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await expect(callers).toContainText("stays/1.0");
  await expect(page.getByText("One caller has not moved to its successor yet.")).toBeVisible();

  await page.getByRole("button", { name: NOTE }).last().click();
  await page.getByRole("menuitem", { name: "Change overlap" }).click();
  await keysPage.dialog.getByRole("radio", { name: "Now" }).click();
  await keysPage.dialog.getByRole("button", { name: "Change overlap" }).click();
  await expect(keysPage.dialog).toBeHidden();
  expect(await call(house.url, old)).toBe("401 expired_api_key");
  expect(await call(house.url, successor)).toBe("200");

  await page.getByRole("link", { name: "Audit log" }).click();
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByText(`Rotated API key ${NOTE}`)).toBeVisible();
  await expect(log.getByText(`Changed the overlap of API key ${NOTE}`)).toBeVisible();
  await expectNoViolations(page, "the audit log");
  await page.getByRole("textbox", { name: "On what" }).fill("nothing of this name");
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
});

test("a pipeline manages keys over the REST API", async ({ page, house, keysPage }) => {
  await addCredential(page, house);
  await keysPage.open();
  const secret = await keysPage.createAndTake("pipeline");
  const [project] = await house.query<{ organization: string }>(
    "SELECT organization_id AS organization FROM projects WHERE id = $1",
    [house.projectId],
  );
  const base = `${house.url}/v1/api/organizations/${project!.organization}/projects/${house.projectId}`;
  const send = async (method: string, path: string, attributes?: object) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/vnd.api+json" },
      body: attributes && JSON.stringify({ data: { attributes } }),
    });
    return { status: response.status, body: response.status === 204 ? null : await response.json() };
  };
  const made = await send("POST", "/api_keys", { note: "made by a pipeline", requests_per_minute: 5 });
  expect(made.status).toBe(201);
  expect(await call(house.url, made.body.meta.secretKey)).toBe("200");
  const { id } = made.body.data;
  await keysPage.open();
  await expect(keysPage.row("made by a pipeline")).toBeVisible();
  expect((await send("PATCH", `/api_keys/${id}`, { enabled: false })).body.data.attributes.status).toBe(
    "disabled",
  );
  expect(await call(house.url, made.body.meta.secretKey)).toBe("401 disabled_api_key");
  expect((await send("DELETE", `/api_keys/${id}`)).status).toBe(204);
  expect(await call(house.url, made.body.meta.secretKey)).toBe("401 revoked_api_key");
  expect((await send("GET", "/nonsense")).status).toBe(404);
  const imported = await send("POST", "/api_keys/imports", {
    keys: [{ note: "of another system", secret: "sk-another-system-0123456789" }],
  });
  expect(imported.body.data.attributes).toMatchObject({ imported: 1, problems: [] });
  expect(await call(house.url, "sk-another-system-0123456789")).toBe("200");
  const document = await (await fetch(`${house.url}/v1/api/openapi.json`)).json();
  expect(document.openapi).toBe("3.1.0");
});
