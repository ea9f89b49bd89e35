import { expect, test } from "@playwright/test";
import { freshGatehouse, OWNER, signIn, signOut, submitSetup, submitSignIn } from "./first-run";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
const NEW_PASSWORD = "copper lantern meadow";

test("a wrong or missing setup token says what to do", async ({ page }) => {
  await page.goto(`${gatehouse().url}/setup?token=wrong`);
  await expect(page.getByRole("heading", { name: "This setup link is no longer valid" })).toBeVisible();
  await expect(page.getByText("Restart it for a fresh one")).toBeVisible();
  await page.goto(`${gatehouse().url}/setup`);
  await expect(page.getByRole("heading", { name: "Open the setup link" })).toBeVisible();
});

test("the setup form says what is missing and sends nothing", async ({ page }) => {
  await page.goto(gatehouse().setupUrl!);
  await page.getByRole("textbox", { name: "Password" }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveAccessibleDescription(
    /at least 10 characters/i,
  );
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveAccessibleDescription(
    "Enter an e-mail address.",
  );
  await expect(page.getByRole("textbox", { name: "Your name" })).toBeFocused();
});

test("the setup link makes the first user, signs them in and leaves no token behind", async ({ page }) => {
  const link = gatehouse().setupUrl!;
  const token = new URL(link).searchParams.get("token")!;
  await page.goto(link);
  await expect(page).toHaveURL(`${gatehouse().url}/setup`);
  const later: string[] = [];
  page.on("request", (request) => later.push(`${request.url()} ${request.headers().referer}`));

  await submitSetup(page);

  await expect(page).toHaveURL(/\/admin\/projects\/[0-9a-f-]{36}\/settings\/api-keys$/);
  await expect(page.getByRole("button", { name: "Project: Assistant, Northwind" })).toBeVisible();
  expect(later.length).toBeGreaterThan(0);
  expect(later.filter((line) => line.includes(token))).toEqual([]);
  // Once, where the operator was told.
  expect(gatehouse().logs().split(token)).toHaveLength(2);
  expect(gatehouse().logs()).not.toContain(OWNER.password);
});

test("a used setup link leads to signing in", async ({ page }) => {
  await page.goto(gatehouse().setupUrl!);
  await expect(page.getByRole("heading", { name: "Gatehouse is set up already" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${gatehouse().url}/login`);
});

test("signing out ends the session, and signing in leads back to the page that was asked for", async ({
  page,
}) => {
  await signIn(page, gatehouse(), OWNER);
  await page.goto(`${gatehouse().url}/admin/account`);
  const cookies = await page.context().cookies();
  await signOut(page);
  await page.goto(`${gatehouse().url}/admin/account`);
  await expect(page).toHaveURL(`${gatehouse().url}/login?from=%2Fadmin%2Faccount`);
  await submitSignIn(page, OWNER);
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  const session = cookies.find((cookie) => cookie.name.endsWith("next-auth.session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  await page.goto(`${gatehouse().url}/login`);
  for (const email of [OWNER.email, "nobody@example.com"]) {
    await submitSignIn(page, { email, password: "not the password" });
    await expect(
      page.getByRole("alert").filter({ hasText: "Wrong e-mail address or password." }),
    ).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("");
    await expect(page.getByRole("textbox", { name: "Password" })).toBeFocused();
    await page.reload();
  }
});

test("failures are throttled, and the message says for how long", async ({ page }) => {
  await page.goto(`${gatehouse().url}/login`);
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  const target = { email: "target@example.com", password: "guess after guess" };
  for (let attempt = 1; attempt <= 8; attempt++) {
    await submitSignIn(page, target);
    await expect(alert).toHaveText("Wrong e-mail address or password.");
    await page.reload();
  }
  await submitSignIn(page, target);
  await expect(alert).toHaveText("Too many attempts. Try again in 15 minutes.");
});

for (const from of [
  "//evil.example",
  "/\\evil.example",
  "/%2Fevil.example",
  "https://evil.example/",
  "/.//evil.example",
]) {
  test(`signing in never leads to another site: ${from}`, async ({ page }) => {
    await page.goto(`${gatehouse().url}/login?from=${encodeURIComponent(from)}`);
    await submitSignIn(page, OWNER);
    await expect(page).toHaveURL(new RegExp(`^${gatehouse().url}/admin/projects/[0-9a-f-]{36}$`));
    // Signed in, the page redirects by itself.
    const answer = await page.request.get(`${gatehouse().url}/login?from=${encodeURIComponent(from)}`, {
      maxRedirects: 0,
    });
    expect(new URL(answer.headers().location!, gatehouse().url).href).toBe(`${gatehouse().url}/admin`);
  });
}

test("a name can be changed", async ({ page }) => {
  await signIn(page, gatehouse(), OWNER);
  await page.goto(`${gatehouse().url}/admin/account`);
  await page.getByRole("textbox", { name: "Name" }).fill("Ada King");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("button", { name: "Account: Ada King" })).toBeVisible();
});

test("a wrong current password changes nothing", async ({ page }) => {
  await signIn(page, gatehouse(), OWNER);
  await page.goto(`${gatehouse().url}/admin/account`);
  await page.getByRole("textbox", { name: "Current password" }).fill("not the password");
  await page.getByRole("textbox", { name: "New password" }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("textbox", { name: "Current password" })).toHaveAccessibleDescription(
    "This is not your current password.",
  );
});

test("a password change ends every other session and renews this one", async ({ page, browser }) => {
  const other = await browser.newPage();
  await signIn(other, gatehouse(), OWNER);
  await signIn(page, gatehouse(), OWNER);

  await page.goto(`${gatehouse().url}/admin/account`);
  await page.getByRole("textbox", { name: "Current password" }).fill(OWNER.password);
  await page.getByRole("textbox", { name: "New password" }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Every other session has ended.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await submitSignIn(other, OWNER);
  await expect(
    other.getByRole("alert").filter({ hasText: "Wrong e-mail address or password." }),
  ).toBeVisible();
  await submitSignIn(other, { email: OWNER.email, password: NEW_PASSWORD });
  await expect(other.getByRole("button", { name: /^Account: / })).toBeVisible();
  await other.close();
});

test("the chosen theme is there before any script runs, on the next visit too", async ({ page, browser }) => {
  await signIn(page, gatehouse(), { email: OWNER.email, password: NEW_PASSWORD });
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeChecked();
  await expect
    .poll(async () => (await page.context().cookies()).find(({ name }) => name === "theme")?.value)
    .toBe("dark");

  const scriptless = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    colorScheme: "light",
  });
  const next = await scriptless.newPage();
  await next.goto(`${gatehouse().url}/admin/account`);
  await expect(next.getByRole("document")).toHaveAttribute("data-theme", "dark");
  await expect(next.getByRole("document")).toHaveCSS("background-color", "rgb(16, 18, 17)");
  await scriptless.close();
});
