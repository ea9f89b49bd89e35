import { expectNoViolations } from "./axe";
import { addCredential, addPerson, expect, pageOf, test } from "./console";
import { MODEL, told } from "./gateway-client";

/** The job looks each minute. */
const TOLD_WITHIN_MS = 100_000;

test("a spent budget and an expiring key are told once, to each person until they have read it", async ({
  page,
  house,
  keysPage,
}) => {
  test.setTimeout(180_000);
  await addCredential(page, house);
  await keysPage.open();
  const secret = await keysPage.createLimited("nearly through", { "Token limit": "600" });
  await keysPage.createAndTake("leaving soon", "7");
  // The last call that fits leaves less than a fifth.
  while ((await told(house.url, secret, MODEL, 7)).status === 200);

  const bell = page.getByRole("link", { name: /^Notices, \d+ unread$/ });
  const list = page.getByRole("list", { name: "Notices" });
  await expect(async () => {
    await page.goto(`${house.url}/admin/projects/${house.projectId}`);
    await expect(bell).toBeVisible({ timeout: 2000 });
    await bell.click();
    await expect(list.getByRole("link").filter({ hasText: "nearly through" })).toHaveCount(1, {
      timeout: 2000,
    });
    await expect(list.getByRole("link").filter({ hasText: "leaving soon" })).toHaveCount(1, {
      timeout: 1000,
    });
  }).toPass({ timeout: TOLD_WITHIN_MS });
  await expectNoViolations(page, "notices");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page, "notices on a phone in the dark");
  await page.setViewportSize({ width: 1280, height: 800 });

  const theirs = await pageOf(page, house, await addPerson(house, "VIEWER"));
  await list.getByRole("link").filter({ hasText: "nearly through" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "nearly through" })).toBeVisible();
  await page.goBack();
  await expect(list.getByRole("link").filter({ hasText: "nearly through" })).not.toContainText("(unread)");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("link", { name: "Notices", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark all as read" })).toHaveCount(0);

  await theirs.goto(`${house.url}/admin/projects/${house.projectId}`);
  await theirs.getByRole("link", { name: /^Notices, \d+ unread$/ }).click();
  await expect(theirs.getByRole("list", { name: "Notices" })).toContainText("leaving soon");
  await theirs.context().close();

  // A later pass tells nothing of it again.
  const notices = "SELECT count(*)::int AS count FROM notices WHERE title LIKE '%nearly through%'";
  expect(await house.query(notices)).toEqual([{ count: 1 }]);
});
