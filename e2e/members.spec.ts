import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { DIALOG, expectNoViolations } from "./axe";
import { addPerson, expect, type House, pageOf, test } from "./console";
import { OWNER, signIn, signOut, submitSignIn } from "./first-run";

const PASSWORD = "walnut ribbon cloud";

async function openMembers(page: Page, house: House) {
  await page.goto(`${house.url}/admin/projects/${house.projectId}`);
  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Invites by the form and takes the link from the one showing. */
async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog", { name: /^Invite to/ });
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption(role);
  await dialog.getByRole("button", { name: "Make link" }).click();
  const ready = page.getByRole("dialog", { name: "The invitation is ready" });
  const link = await ready.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await ready.getByRole("button", { name: "Done" }).click();
  return link;
}

const elsewhere = (page: Page): Promise<BrowserContext> =>
  page
    .context()
    .browser()!
    .newContext({ storageState: { cookies: [], origins: [] } });

test("somebody is invited, gets in once, changes role, and is out the moment they are removed", async ({
  page,
  house,
}) => {
  const email = `${randomUUID()}@example.com`;
  await openMembers(page, house);
  const link = await invite(page, email, "Viewer");
  const token = new URL(link).hash.slice(1);
  expect(token.length).toBeGreaterThanOrEqual(43);
  await expect(page.getByRole("table", { name: "Invitations" })).toContainText(email);
  expect(await page.content()).not.toContain(token);
  await expectNoViolations(page, "members");

  const theirs = await (await elsewhere(page)).newPage();
  const asked: string[] = [];
  theirs.on("request", (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "Join Northwind" })).toBeVisible();
  await expect(theirs).toHaveURL(`${house.url}/invite`);
  await expectNoViolations(theirs, "an invitation");
  await theirs.getByRole("textbox", { name: "Your name" }).fill("Grace Hopper");
  await theirs.getByRole("textbox", { name: "Password" }).fill("short");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByRole("textbox", { name: "Password" })).toHaveAttribute("aria-invalid", "true");
  await theirs.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  expect(asked.filter((text) => text.includes(token))).toEqual([]);
  expect(house.gatehouse.logs()).not.toContain(token);
  expect(
    await theirs.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
  ).not.toContain(token);

  const second = await (await elsewhere(page)).newPage();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: "This invitation was used" })).toBeVisible();

  const keys = `${house.url}/admin/projects/${house.projectId}/settings/api-keys`;
  await theirs.goto(keys);
  await expect(theirs.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Create key" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByRole("table", { name: "Members" })).toContainText(email);
  await page.getByRole("combobox", { name: "Role of Grace Hopper" }).selectOption("Admin");
  await expect(page.getByText("Grace Hopper is admin now")).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("button", { name: "Create key" }).first()).toBeVisible();

  await page.getByRole("button", { name: "Remove Grace Hopper" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Remove Grace Hopper?" });
  await expectNoViolations(page, "removing somebody", DIALOG);
  await confirm.getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByRole("table", { name: "Members" })).not.toContainText(email);
  await theirs.goto(keys);
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await theirs.context().close();
  await second.context().close();
});

test("an account that exists joins through sign-in, only as whom it was asked", async ({ page, house }) => {
  const stranger = await addPerson(house, null);
  await openMembers(page, house);
  const link = await invite(page, stranger.email, "Member");

  const theirs = await (await elsewhere(page)).newPage();
  await theirs.goto(link);
  await theirs.getByRole("link", { name: "Sign in to accept" }).click();
  await submitSignIn(theirs, { email: OWNER.email, password: OWNER.password });
  await expect(theirs.getByText(`You are signed in as ${OWNER.email}`)).toBeVisible();
  await theirs.getByRole("button", { name: "Sign out and go on" }).click();
  await theirs.getByRole("link", { name: "Sign in to accept" }).click();
  await submitSignIn(theirs, stranger);
  await theirs.getByRole("button", { name: "Accept invitation" }).click();
  await expect(theirs.getByRole("region", { name: "Northwind" })).toContainText("Assistant");
  await expect(theirs.getByRole("region", { name: "Elsewhere" })).toContainText("No projects yet.");

  await theirs.goto(`${house.url}/admin/projects/${house.projectId}`);
  await theirs.getByRole("link", { name: "Members" }).click();
  await expect(theirs.getByRole("table", { name: "Members" })).toContainText(stranger.email);
  await expect(theirs.getByRole("button", { name: "Invite member" })).toHaveCount(0);
  await expect(theirs.getByRole("table", { name: "Invitations" })).toHaveCount(0);
  await theirs.getByRole("button", { name: "Leave organization" }).click();
  await theirs.getByRole("alertdialog").getByRole("button", { name: "Leave organization" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await expect(theirs.getByRole("region", { name: "Northwind" })).toHaveCount(0);
  await theirs.context().close();
});

test("an invitation is replaced and withdrawn; the last owner stays; an admin gives no ownership", async ({
  page,
  house,
}) => {
  const email = `${randomUUID()}@example.com`;
  await openMembers(page, house);
  const first = await invite(page, email, "Member");
  await page.getByRole("button", { name: `New link for ${email}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "E-mail" })).toHaveValue(email);
  await dialog.getByRole("button", { name: "Make link" }).click();
  const again = await page.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  expect(again).not.toBe(first);
  const row = page.getByRole("table", { name: "Invitations" }).getByRole("row").filter({ hasText: email });
  await expect(row).toHaveCount(1);

  const theirs = await (await elsewhere(page)).newPage();
  await theirs.goto(first);
  await expect(theirs.getByRole("heading", { name: "This invitation leads nowhere" })).toBeVisible();
  await page.getByRole("button", { name: `Withdraw invitation of ${email}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw invitation" }).click();
  await expect(row).toHaveCount(0);
  await theirs.goto("about:blank");
  await theirs.goto(again);
  await expect(theirs.getByRole("heading", { name: "This invitation leads nowhere" })).toBeVisible();
  await theirs.context().close();

  await page.getByRole("button", { name: "Leave organization" }).click();
  const confirm = page.getByRole("alertdialog");
  await confirm.getByRole("button", { name: "Leave organization" }).click();
  await expect(confirm.getByRole("alert")).toContainText("This is the last owner");
  await confirm.getByRole("button", { name: "Cancel" }).click();

  const admin = await pageOf(page, house, await addPerson(house, "ADMIN"));
  await openMembers(admin, house);
  await admin.getByRole("button", { name: "Invite member" }).click();
  const roles = admin.getByRole("dialog").getByRole("combobox", { name: "Role" }).getByRole("option");
  await expect(roles).toHaveText(["Admin", "Member", "Viewer"]);
  await admin.getByRole("button", { name: "Cancel" }).click();
  await expect(admin.getByRole("combobox", { name: `Role of ${OWNER.name}` })).toHaveCount(0);
  await expect(admin.getByRole("button", { name: `Remove ${OWNER.name}` })).toHaveCount(0);
  await admin.context().close();
});

test("the pages of people are held to WCAG in the dark and on a phone", async ({ page, house }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openMembers(page, house);
  await invite(page, `${randomUUID()}@example.com`, "Admin");
  await expectNoViolations(page, "members, dark");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page, "members on a phone");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await signOut(page);
  await signIn(page, house.gatehouse, OWNER);
});
