import { expect, test } from "./console";

test("a row's menu, which loads when it is asked for, opens by key and gives the focus back", async ({
  page,
  keysPage,
}) => {
  await keysPage.open();
  await keysPage.createAndTake("handled");
  const button = page.getByRole("button", { name: "Actions for handled" });
  await expect(button).toHaveAttribute("aria-haspopup", "menu");
  await button.focus();
  await page.keyboard.press("ArrowDown");
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem")).toHaveText(["Edit", "Rotate", "Copy key ID", "Delete"]);
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: "Edit" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(menu).toBeVisible();
});

test("a tooltip can be pointed at, and Escape puts it away", async ({ page, keysPage }) => {
  await keysPage.open();
  const tooltip = page.getByRole("tooltip");
  await page.getByRole("button", { name: "Create key" }).hover();
  await expect(tooltip).toHaveText("Create a key C");
  await expect(page.getByRole("button", { name: "Create key" })).toHaveAccessibleDescription(
    "Create a key C",
  );
  await tooltip.hover();
  await page.waitForTimeout(300);
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tooltip).toBeHidden();
});
