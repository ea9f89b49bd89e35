import { randomBytes, randomUUID } from "node:crypto";
import { expect, type House, test } from "./console";
import { call } from "./gateway-client";

test.describe.configure({ mode: "serial" });
const COUNT = 130;

/** Keys that nobody holds, `bulk-000` the oldest. */
async function plant(house: House) {
  await house.query("DELETE FROM api_keys");
  for (let i = 0; i < COUNT; i++) {
    const note = `bulk-${String(i).padStart(3, "0")}`;
    await house.query(
      `INSERT INTO api_keys (id, project_id, note, note_sort, display_secret, secret_hash, enabled, expires_at, created_at, created_by_kind, created_by_name)
       VALUES ($1, $2, $3, $3, $4, $5, $6, $7, now() - make_interval(mins => $8), 'CLI', 'CLI')`,
      [
        randomUUID(),
        house.projectId,
        note,
        `gk_…${String(1000 + i)}`,
        randomBytes(32),
        i % 10 !== 0,
        i % 13 === 0 ? new Date(Date.now() + 3 * 864e5) : null,
        COUNT - i,
      ],
    );
  }
}

test.beforeAll(({ house }) => plant(house));

test("pages go forward and back, and say where they are", async ({ page, keysPage }) => {
  await keysPage.open();
  const pages = page.getByRole("navigation", { name: "Pages" });
  await expect(pages).toContainText("1–50 of 130");
  await expect(pages.getByRole("button", { name: "Previous" })).toBeDisabled();
  const first = await notes();
  expect(first[0]).toBe("bulk-129");
  await pages.getByRole("button", { name: "Next" }).click();
  await expect(pages).toContainText("51–100 of 130");
  await expect(keysPage.row("bulk-079")).toBeVisible();
  await pages.getByRole("button", { name: "Next" }).click();
  await expect(pages).toContainText("101–130 of 130");
  await expect(keysPage.row("bulk-000")).toBeVisible();
  await expect(pages.getByRole("button", { name: "Next" })).toBeDisabled();
  await pages.getByRole("button", { name: "Previous" }).click();
  await pages.getByRole("button", { name: "Previous" }).click();
  await expect(pages).toContainText("1–50 of 130");
  expect(await notes()).toEqual(first);
  expect(page.url()).not.toContain("cursor");
  await pages.getByRole("combobox", { name: "Keys per page" }).selectOption("100 per page");
  await expect(pages).toContainText("1–100 of 130");
  await expect(page).toHaveURL(/limit=100/);

  function notes() {
    return keysPage.table.getByRole("row").locator("td:first-child > div:first-child").allTextContents();
  }
});

test("search, status and sort work together, live in the address and survive a reload", async ({
  page,
  keysPage,
}) => {
  await keysPage.open();
  const search = page.getByRole("searchbox", { name: "Search keys" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await search.pressSequentially("BULK-12");
  await expect(keysPage.table.getByRole("row")).toHaveCount(11);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Disabled");
  await expect(keysPage.table.getByRole("row")).toHaveCount(2);
  await expect(keysPage.row("bulk-120")).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).selectOption("All statuses");
  await page.getByRole("columnheader", { name: "Note" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Note" })).toHaveAttribute("aria-sort", "ascending");
  await expect(keysPage.table.getByRole("row").nth(1)).toContainText("bulk-120");
  await expect(page).toHaveURL(/search=BULK-12&sort=note&direction=asc/);
  await page.reload();
  await expect(search).toHaveValue("BULK-12");
  await expect(keysPage.table.getByRole("row")).toHaveCount(11);
  await expect(keysPage.table.getByRole("row").nth(1)).toContainText("bulk-120");

  await search.fill("gk_…1007");
  await expect(keysPage.table.getByRole("row")).toHaveCount(2);
  await expect(keysPage.row("bulk-007")).toBeVisible();
  await search.fill("nobody has this");
  await expect(page.getByRole("heading", { name: "No key matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("of 130");
  await expect(search).toHaveValue("");
});

test("keys that expire soonest come first, and the ones that never do last", async ({ page, keysPage }) => {
  await keysPage.open();
  await page.getByRole("columnheader", { name: "Expires" }).getByRole("button").click();
  await expect(keysPage.table.getByRole("row").nth(1)).toContainText("in 3 days");
  await expect(keysPage.table.getByRole("row").nth(50)).toContainText("Never");
});

test("the switch shows its new state at once, and the old one again when the server cannot be reached", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("switch me");
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  await page.route(keysPage.path, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await refused;
    await route.abort();
  });
  await keysPage.switchOf("switch me").click();
  await expect(keysPage.switchOf("switch me")).not.toBeChecked();
  await expect(keysPage.statusOf("switch me")).toHaveText("Disabled");
  refuse();
  await expect(keysPage.switchOf("switch me")).toBeChecked();
  await expect(page.getByText("“switch me” is still on")).toBeVisible();
  expect(await call(house.url, secret)).not.toBe("401 disabled_api_key");
});

test("`c` opens the form, but not while typing", async ({ page, keysPage }) => {
  await keysPage.open();
  await page.getByRole("searchbox", { name: "Search keys" }).press("c");
  await expect(keysPage.dialog).toBeHidden();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("c");
  await expect(keysPage.dialog.getByRole("heading", { name: "Create an API key" })).toBeVisible();
  await expect(keysPage.dialog.getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(keysPage.dialog).toBeHidden();
});

test("a project without keys says what they are for", async ({ page, house, keysPage }) => {
  await house.query("DELETE FROM api_keys");
  await keysPage.open();
  await expect(page.getByRole("heading", { name: "No API keys yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create your first key" }).click();
  await expect(keysPage.dialog).toBeVisible();
});
