import { expect, type Page, test } from "@playwright/test";
import { CredentialsPageHandle } from "./credentials-page";
import { freshGatehouse, OWNER, setUp } from "./first-run";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
let projectUrl: string;
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** Holds the page's code back until the returned function is called. */
async function withholdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const addresses = (page: Page) => {
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url()));
  return seen;
};

test("somebody signs in before the page's code has come: nothing is lost, and no password gets into an address", async ({
  page,
}) => {
  await setUp(page, gatehouse());
  projectUrl = page.url().replace(/\/settings\/.*/, "");
  signedIn = await page.context().storageState();
  await page.context().clearCookies();

  const seen = addresses(page);
  const release = await withholdScripts(page);
  await page.goto(`${gatehouse().url}/login`, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "E-mail" }).fill(OWNER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue(OWNER.password);
  expect(new URL(page.url()).search).toBe("");
  release();
  await expect(page.getByRole("button", { name: /^Account: / })).toBeVisible();
  expect(seen.filter((url) => /password|violet/.test(url))).toEqual([]);
});

test("what was typed stays when the code comes, and is what the form then sends", async ({ page }) => {
  const release = await withholdScripts(page);
  await page.goto(`${gatehouse().url}/login`, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "E-mail" }).fill(OWNER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  release();
  await expect(page.getByRole("document")).toHaveAttribute("data-hydrated", "");
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(OWNER.email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Account: / })).toBeVisible();
});

test("a press on a button counts once, however often it was made", async ({ page }) => {
  await page.context().addCookies(signedIn.cookies);
  for (const presses of [1, 3]) {
    const release = await withholdScripts(page);
    await page.goto(`${projectUrl}/settings/api-keys`, { waitUntil: "commit" });
    for (let press = 0; press < presses; press++) {
      await page.getByRole("button", { name: /^Account: / }).click();
    }
    release();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeChecked();
    await page.unrouteAll();
  }
});

test("so does a press on a menu that opens when the pointer goes down", async ({ page }) => {
  await page.context().addCookies(signedIn.cookies);
  await page.goto(`${projectUrl}/settings/llm-api-keys`);
  const llm = new CredentialsPageHandle(page);
  await llm.add("OpenAI");
  await llm.field("Name").fill("openai");
  await llm.secret("API key").fill("sk-nobody-calls-with-it");
  await llm.store();
  await expect(page.getByRole("row").filter({ hasText: "openai" })).toBeVisible();

  const release = await withholdScripts(page);
  await page.reload({ waitUntil: "commit" });
  await page.getByRole("button", { name: "Actions for openai" }).click();
  release();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
});

test("a search that was begun early goes on, and a filter that was set early filters", async ({ page }) => {
  await page.context().addCookies(signedIn.cookies);
  await page.goto(`${projectUrl}/settings/api-keys`);
  await page.getByRole("button", { name: "Create key" }).first().click();
  await page.getByRole("textbox", { name: "Note" }).fill("reader");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "API keys" })).toContainText("reader");

  const release = await withholdScripts(page);
  await page.reload({ waitUntil: "commit" });
  await page.getByRole("searchbox").fill("nothing like it");
  release();
  await expect(page.getByText("No key matches")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("nothing like it");
  await page.unrouteAll();

  const releaseAgain = await withholdScripts(page);
  await page.goto(`${projectUrl}/settings/api-keys`, { waitUntil: "commit" });
  await page.getByRole("combobox", { name: "Status" }).selectOption("Disabled");
  releaseAgain();
  await expect(page.getByText("No key matches")).toBeVisible();
  await expect(page).toHaveURL(/status=disabled/);
});

test("without any script a form's secrets still do not get into the address", async ({ browser }) => {
  const scriptless = await browser.newContext({ javaScriptEnabled: false });
  const page = await scriptless.newPage();
  const seen = addresses(page);
  await page.goto(`${gatehouse().url}/login`);
  await page.getByRole("textbox", { name: "E-mail" }).fill(OWNER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForLoadState();
  expect(page.url()).toBe(`${gatehouse().url}/login`);
  expect(seen.filter((url) => /password|violet/.test(url))).toEqual([]);
  await scriptless.close();
});
