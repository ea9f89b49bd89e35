import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIALOG, expectNoViolations } from "./axe";
import { gatehouse } from "./command-line";
import { addCredential, expect, test } from "./console";
import { call } from "./gateway-client";
import { dumpDatabase, recordAnswers, whereabouts } from "./haystack";

const OLD = "sk-old-checkout-7Hq2mZ81vXcP4tBn";
const HASHED = "sk-old-search-Jw93Kd5RsYxF0aLe";
const LATER = "sk-old-later-Tn62Gv8QpMzC1uHb";
const PIPED = "sk-old-piped-Vb47Nx1WkErD9sYj";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("keys of another system are imported from a file, checked line by line before", async ({
  page,
  house,
  keysPage,
}) => {
  const answers = recordAnswers(page);
  await addCredential(page, house);
  expect(await call(house.url, OLD)).toBe("401 invalid_api_key_format");
  await keysPage.open();
  await page.getByRole("button", { name: "Import keys" }).click();
  const csv = [
    "note,secret,sha256",
    `"checkout, old",${OLD},`,
    "too short,abc,",
    `search of old,,${sha256(HASHED)}`,
    `again,${OLD},`,
  ].join("\r\n");
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: "keys.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(keysPage.dialog.getByRole("textbox", { name: "CSV" })).toHaveValue(/checkout, old/);
  await expectNoViolations(page, "importing keys", DIALOG);
  await keysPage.dialog.getByRole("button", { name: "Check" }).click();

  const preview = page.getByRole("dialog", { name: "2 keys can be imported, 2 lines cannot" });
  const problems = preview.getByRole("table", { name: "Lines that cannot be imported" }).getByRole("row");
  await expect(problems).toHaveCount(3);
  await expect(problems.nth(1)).toContainText(/^3secret.*can be guessed/);
  await expect(problems.nth(2)).toContainText(/^5/);
  await expectNoViolations(page, "what an import would do", DIALOG);
  await preview.getByRole("button", { name: "Import nothing" }).click();
  expect(await call(house.url, OLD)).toBe("401 invalid_api_key_format");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(keysPage.row("checkout, old")).toHaveCount(0);

  await page.getByRole("button", { name: "Import keys" }).click();
  await keysPage.dialog.getByRole("textbox", { name: "CSV" }).fill(csv);
  await keysPage.dialog.getByRole("button", { name: "Check" }).click();
  await preview.getByRole("button", { name: "Import 2 keys" }).click();
  await expect(page.getByText("2 keys are imported")).toBeVisible();
  await expect(keysPage.row("checkout, old")).toContainText("Legacy");
  for (const secret of [OLD, HASHED]) expect(await call(house.url, secret)).toBe("200");

  const texts = { ...(await answers()), ...(await dumpDatabase(house)), logs: house.gatehouse.logs() };
  for (const secret of [OLD, HASHED]) expect(whereabouts(texts, secret)).toEqual([]);
  expect(await page.content()).not.toContain(OLD);
});

test("a legacy key has no limits, is switched off and on, and is replaced by a standard one", async ({
  house,
  page,
  keysPage,
}) => {
  await addCredential(page, house);
  await keysPage.open();
  await page.getByRole("button", { name: "Import keys" }).click();
  await keysPage.dialog.getByRole("radio", { name: "One key" }).click();
  await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("later");
  await keysPage.dialog.getByRole("textbox", { name: "Secret of the key" }).fill(LATER);
  await keysPage.dialog.getByRole("button", { name: "Check" }).click();
  await keysPage.dialog.getByRole("button", { name: "Import 1 key" }).click();
  await expect(keysPage.row("later")).toBeVisible();
  expect(await call(house.url, LATER)).toBe("200");

  await keysPage.choose("later", "Edit");
  await expect(keysPage.dialog.getByText("A legacy key carries no limits.")).toBeVisible();
  await expect(keysPage.limitSwitch("Token limit")).toHaveCount(0);
  await keysPage.dialog.getByRole("switch", { name: "Gateway only" }).click();
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.row("later")).toContainText("Gateway only");

  await keysPage.turn("later", "off");
  expect(await call(house.url, LATER)).toBe("401 disabled_api_key");
  await keysPage.turn("later", "on");
  expect(await call(house.url, LATER)).toBe("200");

  await keysPage.choose("later", "Replace");
  await keysPage.dialog.getByRole("radio", { name: "Now" }).check();
  await keysPage.dialog.getByRole("button", { name: "Replace key" }).click();
  const successor = await keysPage.takeSecret();
  expect(successor).toMatch(/^gk_/);
  expect(await call(house.url, successor)).toBe("200");
  expect(await call(house.url, LATER)).toBe("401 expired_api_key");
});

test("a gateway-only key calls models and manages nothing", async ({ page, house, keysPage }) => {
  await addCredential(page, house);
  await keysPage.open();
  await page.getByRole("button", { name: "Create key" }).first().click();
  await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("calls only");
  await keysPage.dialog.getByRole("switch", { name: "Gateway only" }).click();
  await keysPage.dialog.getByRole("button", { name: "Create key" }).click();
  const secret = await keysPage.takeSecret();
  await expect(keysPage.row("calls only")).toContainText("Gateway only");
  const [project] = await house.query<{ organization: string }>(
    "SELECT organization_id AS organization FROM projects WHERE id = $1",
    [house.projectId],
  );
  const keys = `${house.url}/v1/api/organizations/${project!.organization}/projects/${house.projectId}/api_keys`;
  expect((await fetch(keys, { headers: { "x-api-key": secret } })).status).toBe(403);
  expect(await call(house.url, secret)).toBe("200");
});

test("the command line imports and rotates beside the running server", async ({ page, house, keysPage }) => {
  await addCredential(page, house);
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-import-"));
  try {
    const file = join(folder, "keys.csv");
    writeFileSync(file, `note,secret\nof a file,sk-old-file-0123456789abcdef\nwrong,abc\n`);
    const base = ["keys", "import", "--project", house.projectId];
    await expect(gatehouse(house.gatehouse, [...base, "--file", file])).rejects.toThrow(/exited with 1/);
    const skipped = await gatehouse(house.gatehouse, [...base, "--file", file, "--on-error", "skip"]);
    expect(skipped).toMatchObject({ imported: 1, problems: [{ line: 3, field: "secret" }] });
    expect(await call(house.url, "sk-old-file-0123456789abcdef")).toBe("200");
    const piped = [...base, "--note", "piped", "--secret-stdin"];
    expect(await gatehouse(house.gatehouse, piped, PIPED)).toMatchObject({ imported: 1, problems: [] });
    const [row] = await house.query<{ id: string }>("SELECT id FROM api_keys WHERE note = 'piped'");
    const rotate = ["keys", "rotate", row!.id, "--overlap", "now"];
    const { secret } = await gatehouse<{ secret: string }>(house.gatehouse, rotate);
    expect(await call(house.url, secret)).toBe("200");
    expect(await call(house.url, PIPED)).toBe("401 expired_api_key");
    await keysPage.open("?search=piped");
    await expect(keysPage.table.getByRole("row").filter({ hasText: "piped" })).toHaveCount(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
