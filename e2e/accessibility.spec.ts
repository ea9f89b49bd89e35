import { expect, type Page, test } from "@playwright/test";
import { DIALOG, expectNoViolations, MENU } from "./axe";
import { freshGatehouse, setUp } from "./first-run";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let projectUrl: string;

const SCREENS = [
  { name: "wide, light", theme: "light", viewport: { width: 1440, height: 900 } },
  { name: "wide, dark", theme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "phone, light", theme: "light", viewport: { width: 390, height: 844 } },
  { name: "phone, dark", theme: "dark", viewport: { width: 390, height: 844 } },
] as const;

const show = async (page: Page, theme: string) =>
  page.context().addCookies([{ name: "theme", value: theme, url: gatehouse().url }]);

test("before anyone has signed in", async ({ page }) => {
  for (const { name, theme, viewport } of SCREENS) {
    await show(page, theme);
    await page.setViewportSize(viewport);
    for (const path of ["/login", "/login?error=OAuthCallback", "/setup", "/nowhere"]) {
      await page.goto(gatehouse().url + path);
      await expectNoViolations(page, `${path}, ${name}`);
    }
    await page.goto(gatehouse().setupUrl!);
    await page.getByRole("button", { name: "Create account" }).click();
    await expectNoViolations(page, `/setup with errors, ${name}`);
  }
  await page.setViewportSize(SCREENS[0].viewport);
  await setUp(page, gatehouse());
  projectUrl = page.url().replace(/\/settings\/.*/, "");
  signedIn = await page.context().storageState();
});

for (const { name, theme, viewport } of SCREENS) {
  test.describe(name, () => {
    test.use({ viewport });

    test.beforeEach(async ({ page }) => {
      await page.context().addCookies(signedIn.cookies);
      await show(page, theme);
    });

    test("every page", async ({ page }) => {
      const pages = {
        "/admin/projects": "Projects",
        "/admin/account": "Account",
        "/admin/projects/none": "This page does not exist, or is not yours to see",
      };
      for (const [path, heading] of Object.entries(pages)) {
        await page.goto(gatehouse().url + path);
        await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
        await expectNoViolations(page, path);
      }
      for (const path of ["", "/settings/api-keys", "/settings/llm-api-keys", "/settings/endpoints"]) {
        await page.goto(projectUrl + path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoViolations(page, path || "overview");
      }
    });

    test("what opens over a page", async ({ page }) => {
      await page.goto(`${projectUrl}/settings/api-keys`);
      const navigation = page.getByRole("button", { name: "Open navigation" });
      if (await navigation.isVisible()) {
        await navigation.click();
        await expectNoViolations(page, "navigation", DIALOG);
      }
      await page.getByRole("button", { name: /^Project: / }).click();
      await expectNoViolations(page, "project switcher", MENU);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Account: / }).click();
      await expectNoViolations(page, "account menu", MENU);
    });

    test("making and deleting a key", async ({ page }) => {
      await page.goto(`${projectUrl}/settings/api-keys`);
      await page.getByRole("button", { name: "Create key" }).first().hover();
      await expect(page.getByRole("tooltip")).toBeVisible();
      await expectNoViolations(page, "list, about to create", DIALOG);
      await page.getByRole("button", { name: "Create key" }).first().click();
      await expect(page.getByRole("textbox", { name: "Note" })).toBeFocused();
      await expectNoViolations(page, "create dialog", DIALOG);
      await page.getByRole("switch", { name: "Cost limit" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await expect(page.getByText("Enter an amount in dollars")).toBeVisible();
      await expectNoViolations(page, "limits with errors", DIALOG);
      await page.getByRole("textbox", { name: "Cost limit in USD" }).fill("25");
      await page.getByRole("textbox", { name: "Note" }).fill(`reader, ${name}`);
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("textbox", { name: "API key secret" })).toBeVisible();
      await expectNoViolations(page, "reveal", DIALOG);
      await page.getByRole("button", { name: "Done" }).click();
      await expect(page.getByRole("table", { name: "API keys" })).toContainText(`reader, ${name}`);
      await expectNoViolations(page, "list with a key", DIALOG);
      await page.getByRole("button", { name: `Actions for reader, ${name}` }).click();
      await expectNoViolations(page, "row menu", MENU);
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectNoViolations(page, "delete dialog", DIALOG);
    });
  });
}

test.describe("by keyboard alone", () => {
  test.beforeEach(async ({ page }) => {
    await page.context().addCookies(signedIn.cookies);
  });

  test("the first stop skips the navigation, and the next is in the page", async ({ page }) => {
    await page.goto(`${projectUrl}/settings/api-keys`);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("main").getByRole("button", { name: "Import keys" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("main").getByRole("button", { name: "Create key" })).toBeFocused();
  });

  test("the navigation says where one is and leads on", async ({ page }) => {
    await page.goto(projectUrl);
    const navigation = page.getByRole("navigation", { name: "Project" });
    await expect(navigation.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");
    await navigation.getByRole("link", { name: "API Keys" }).focus();
    await page.keyboard.press("Enter");
    await expect(navigation.getByRole("link", { name: "API Keys" })).toHaveAttribute("aria-current", "page");
    await expect(navigation.getByRole("link", { name: "Overview" })).not.toHaveAttribute("aria-current");
  });

  test("the project switcher is searched and walked with the arrows", async ({ page }) => {
    await page.goto(`${projectUrl}/settings/llm-api-keys`);
    await page.getByRole("button", { name: /^Project: / }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("searchbox", { name: "Find a project" })).toBeFocused();
    await page.keyboard.type("nothing like it");
    await expect(page.getByText("No project matches.")).toBeVisible();
    await page.getByRole("searchbox", { name: "Find a project" }).fill("north assist");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("link", { name: "Assistant" })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(page.getByRole("searchbox", { name: "Find a project" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Project: / })).toBeFocused();
  });

  test("a dialog keeps the focus inside and gives it back", async ({ page }) => {
    await page.goto(`${projectUrl}/settings/api-keys`);
    const opener = page.getByRole("button", { name: "Create key" }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("textbox", { name: "Note" })).toBeFocused();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test("a dialog out of a row's menu gives the focus back to the menu's button", async ({ page }) => {
    await page.goto(`${projectUrl}/settings/api-keys`);
    const menu = page.getByRole("button", { name: "Actions for reader, wide, light" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(menu).toBeFocused();
  });
});
