import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { type Received, type Receiver, startReceiver } from "@/lib/notices/testing";
import { expectNoViolations } from "./axe";
import { addPerson, expect, type House, pageOf, test } from "./console";
import { OWNER } from "./first-run";

test.use({ mailing: true });
test.describe.configure({ mode: "serial" });

/** The job looks each minute, and what it finds is sent within seconds. */
const SENT_WITHIN_MS = 100_000;
const KEY = "leaving soon";

let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await startReceiver();
});
test.afterAll(() => receiver.close());

async function openDelivery(page: Page, house: House) {
  await page.goto(`${house.url}/admin/projects/${house.projectId}`);
  await page.getByRole("link", { name: /^Notices/ }).click();
  await page.getByRole("link", { name: "Delivery" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notice delivery" })).toBeVisible();
}

/** The message, when the official library finds that it was signed with this secret. */
const verified = (secret: string, { body, headers }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);
const about = (text: string) => receiver.received.filter(({ body }) => body.includes(text));

test("a notice is posted, signed, until it arrives, and e-mailed once", async ({ page, house, keysPage }) => {
  test.setTimeout(240_000);
  await openDelivery(page, house);
  await expectNoViolations(page, "notice delivery without webhooks");
  const webhooks = page.getByRole("table", { name: "Webhooks" });
  const dialog = page.getByRole("dialog");
  const choose = async (item: string) => {
    await page.getByRole("button", { name: `Actions for ${receiver.url}/hook` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const add = async (address: string) => {
    await dialog.getByRole("textbox", { name: "Address" }).fill(address);
    await dialog.getByRole("button", { name: "Add webhook" }).click();
  };

  await page.getByRole("button", { name: "Add webhook" }).click();
  await add("http://169.254.169.254/latest");
  await expect(dialog.getByText(/not an address that Gatehouse may call/)).toBeVisible();
  await add(`${receiver.url}/hook`);
  const secret = await dialog.getByRole("textbox", { name: "Signing secret" }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await expectNoViolations(page, "a webhook's secret");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(webhooks.getByRole("row").filter({ hasText: receiver.url })).toContainText("None yet");

  await choose("Send a test");
  await expect(page.getByText("The test arrived")).toBeVisible();
  expect(verified(secret, receiver.received[0]!)).toMatchObject({ type: "test" });
  expect(() => verified(`whsec_${"A".repeat(43)}=`, receiver.received[0]!)).toThrow();

  receiver.answers(500);
  await keysPage.open();
  await keysPage.createAndTake(KEY, "7");
  await expect.poll(() => about(KEY).length, { timeout: SENT_WITHIN_MS }).toBeGreaterThan(0);
  await openDelivery(page, house);
  const log = page.getByRole("table", { name: "Deliveries" });
  const row = log.getByRole("row").filter({ hasText: receiver.url });
  await expect(row).toContainText("Waiting");
  await expect(row).toContainText("It answered 500.");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page, "notice delivery on a phone in the dark");
  await page.setViewportSize({ width: 1280, height: 800 });

  receiver.answers(204);
  await row.getByRole("button", { name: /^Send (now|again)/ }).click();
  await expect(row).toContainText("Delivered", { timeout: 20_000 });
  await expect(row).toContainText("It answered 204.");
  const ids = about(KEY).map(({ headers }) => headers["webhook-id"]);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
  expect(verified(secret, about(KEY).at(-1)!)).toMatchObject({
    type: "key.expiring",
    data: { project_id: house.projectId, title: `“${KEY}” expires within 7 days` },
  });
  await page.getByRole("link", { name: "Failed" }).click();
  await expect(page.getByRole("heading", { name: "None of these" })).toBeVisible();

  const mails = house.mail!.messages.filter((message) => message.replaceAll("=\n", "").includes(KEY));
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(`To: ${OWNER.email}`);
});

test("a secret is replaced, with a day for the receiver; a webhook is switched off and deleted", async ({
  page,
  house,
}) => {
  await openDelivery(page, house);
  const menu = page.getByRole("button", { name: `Actions for ${receiver.url}/hook` });
  await menu.click();
  await page.getByRole("menuitem", { name: "Replace secret" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Replace secret" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await dialog.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(/the former secret signs too/)).toBeVisible();
  await menu.click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  await expect(page.getByText("The test arrived")).toBeVisible();
  expect(verified(secret, receiver.received.at(-1)!)).toMatchObject({ type: "test" });
  expect(receiver.received.at(-1)!.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);

  await page.getByRole("switch", { name: /^Enabled/ }).click();
  await expect(page.getByRole("switch", { name: /^Enabled/ })).not.toBeChecked();
  await menu.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete webhook" }).click();
  await expect(page.getByRole("heading", { name: "No webhooks" })).toBeVisible();

  const email = page.getByRole("switch", { name: "E-mail to owners and admins" });
  await expect(email).toBeChecked();
  await email.click();
  await expect(email).not.toBeChecked();
  await page.reload();
  await expect(email).not.toBeChecked();

  expect(await page.content()).not.toContain(secret);
  expect(house.gatehouse.logs()).not.toContain(secret.slice("whsec_".length));
  await page.getByRole("link", { name: "Audit log" }).click();
  const log = page.getByRole("table", { name: "Audit log" });
  for (const done of [
    "Created webhook",
    "Replaced the secret of webhook",
    "Deleted webhook",
    "Sent again the notice",
  ]) {
    await expect(log.getByText(done).first()).toBeVisible();
  }
});

test("who may not change the organization is not led there, and finds nothing", async ({ page, house }) => {
  const theirs = await pageOf(page, house, await addPerson(house, "MEMBER"));
  await theirs.getByRole("link", { name: /^Notices/ }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Notices" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Delivery" })).toHaveCount(0);
  const answer = await theirs.goto(`${theirs.url()}/delivery`);
  expect(answer!.status()).toBe(404);
  await theirs.context().close();
});

test("an invitation is e-mailed, and its link lets the person in", async ({ page, house, browser }) => {
  await page.goto(`${house.url}/admin/projects/${house.projectId}`);
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("grace@example.com");
  await dialog.getByRole("button", { name: "Make link" }).click();
  await expect(dialog.getByText("It was e-mailed to grace@example.com as well.")).toBeVisible();
  const mail = house.mail!.messages.find((message) => message.includes("To: grace@example.com"))!;
  const [link] = /http\S+\/invite#\S+/.exec(mail.replaceAll("=\n", ""))!;
  expect(link).toBe(await dialog.getByRole("textbox", { name: "Invitation link" }).inputValue());
  const theirs = await browser.newPage({ storageState: { cookies: [], origins: [] } });
  await theirs.goto(link);
  await expect(theirs.getByText("grace@example.com")).toBeVisible();
  await theirs.close();
});
