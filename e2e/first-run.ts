import { expect, type Page, test } from "@playwright/test";
import { type Gatehouse, startGatehouse } from "./server";

export const OWNER = { name: "Ada Lovelace", email: "ada@example.com", password: "violet harbor lamp" };
export type Credentials = { email: string; password: string };

const START_TIMEOUT_MS = 180_000;

/** Gives a spec file a server of its own that nobody has set up yet. Returns the way to it, for use inside tests. */
export function freshGatehouse(): () => Gatehouse {
  let gatehouse: Gatehouse | undefined;
  test.beforeAll(async () => {
    test.setTimeout(START_TIMEOUT_MS);
    gatehouse = await startGatehouse();
  });
  test.afterAll(async () => {
    await gatehouse?.stop();
  });
  return () => gatehouse!;
}

/** Opens the one-time link and fills its form. Ends on the API keys page, signed in as OWNER. */
export async function setUp(page: Page, gatehouse: Gatehouse): Promise<void> {
  await page.goto(gatehouse.setupUrl!);
  await submitSetup(page);
}

/** Fills the setup form of the page that is open, and sends it. */
export async function submitSetup(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Your name" }).fill(OWNER.name);
  await page.getByRole("textbox", { name: "E-mail" }).fill(OWNER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("textbox", { name: "Organization" }).fill("Northwind");
  await page.getByRole("textbox", { name: "First project" }).fill("Assistant");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "API keys", exact: true, level: 1 })).toBeVisible();
}

/** Fills the sign-in form of the page that is open, and sends it. */
export async function submitSignIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in and waits for the console. */
export async function signIn(page: Page, gatehouse: Gatehouse, credentials: Credentials): Promise<void> {
  await page.goto(`${gatehouse.url}/login`);
  await submitSignIn(page, credentials);
  await expect(page.getByRole("button", { name: /^Account: / })).toBeVisible();
}

/** Leaves by the account menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}
