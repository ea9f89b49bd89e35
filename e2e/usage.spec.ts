import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { gatehouse as command } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { FiguresHandle } from "./figures-page";
import { freshGatehouse, setUp } from "./first-run";
import { call } from "./gateway-client";
import { PRICE, Tally, together } from "./tally";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();
const PROJECT = ["--project", "assistant"];
const SECRET = "sk-upstream-of-the-figures-Zq83hT61";
/** How long a page waits until it asks for its figures again. */
const REFETCH_MS = 30_000;

type Key = { id: string; secret: string };
let upstream: FakeUpstream;
let signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let projectUrl: string;
let keys: { bot: Key; search: Key };
let bot: Tally;
let search: Tally;
let figures: FiguresHandle;

const createKey = (note: string) => command<Key>(gatehouse(), ["keys", "create", ...PROJECT, "--note", note]);

test.beforeAll(async ({ browser }) => {
  upstream = await startFakeUpstream({ secret: SECRET });
  const page = await browser.newPage();
  await setUp(page, gatehouse());
  signedIn = await page.context().storageState();
  projectUrl = page.url().replace(/\/settings\/.*/, "");
  await page.close();
  const create = ["credentials", "create", ...PROJECT, "--name", "up", "--provider", "openai-compatible"];
  const prices = ["--input-usd-per-million", `${PRICE.input}`, "--output-usd-per-million", `${PRICE.output}`];
  const models = ["--model", "chat-large,chat-small,error-500", ...prices];
  await command(gatehouse(), [...create, ...models, "--base-url", upstream.url, "--secret-stdin"], SECRET);
  keys = { bot: await createKey("support bot"), search: await createKey("document search") };
  bot = new Tally(gatehouse().url, keys.bot.secret);
  search = new Tally(gatehouse().url, keys.search.secret);
});
test.afterAll(async () => {
  await upstream?.close();
});
test.beforeEach(async ({ page }) => {
  await page.context().addCookies(signedIn.cookies);
  figures = new FiguresHandle(page);
});

test("a project without calls says how to make the first one, and shows it once it was made", async ({
  page,
}) => {
  await page.goto(projectUrl);
  await expect(page.getByRole("heading", { name: "First call" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Usage" })).toBeHidden();
  await bot.answer("chat-large");
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "First call" })).toBeHidden();
  await figures.expectFigures(bot.counted);
});

test("the overview shows what the callers themselves counted", async ({ page }) => {
  for (let round = 0; round < 3; round++) await bot.answer("chat-large", "one two three");
  for (let round = 0; round < 2; round++) await bot.stream("chat-small", "a longer prompt than the other");
  for (let round = 0; round < 2; round++) await bot.fails("error-500", 500, "errors");
  await search.stream("chat-small");
  await search.fails("nowhere", 404, "refused");
  await expect(async () => {
    await page.goto(projectUrl);
    await figures.expectFigures(together(bot, search));
  }).toPass({ timeout: 30_000 });

  for (const name of ["Latency", "Time to first token"]) {
    await expect(figures.tile(name)).toContainText(/\d (ms|s)/);
  }
  await expect(figures.row("API keys", "support bot").getByRole("cell").nth(1)).toHaveText("8");
  await expect(figures.row("API keys", "document search").getByRole("cell").nth(1)).toHaveText("2");
  await expect(figures.row("Models", "chat-large").getByRole("cell").nth(1)).toHaveText("4");
  await expect(figures.row("Models", "chat-small").getByRole("cell").nth(1)).toHaveText("3");
  await expect(figures.row("Statuses", "200").getByRole("cell").nth(2)).toHaveText("7");
  await expect(figures.row("Statuses", "500").getByRole("cell").nth(2)).toHaveText("2");
  await expect(figures.row("Statuses", "404").getByRole("cell").nth(2)).toHaveText("1");
});

test("the chart has a table behind it that says the same", async ({ page }) => {
  await figures.open(projectUrl);
  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(page.getByRole("application", { name: "Requests over time" })).toBeHidden();
  const { requests, errors, refused, inputTokens } = together(bot, search);
  expect(await figures.sumOf("Requests by day", "Succeeded")).toBe(requests - errors - refused);
  expect(await figures.sumOf("Requests by day", "Errors")).toBe(errors);
  expect(await figures.sumOf("Requests by day", "Refused")).toBe(refused);
  await page.getByRole("radiogroup", { name: "Chart" }).getByRole("radio", { name: "Tokens" }).click();
  expect(await figures.sumOf("Tokens by day", "Input")).toBe(inputTokens);
});

test("the range lives in the address, and is chosen by the keyboard too", async ({ page }) => {
  await figures.open(projectUrl);
  await expect(figures.range("7 days")).toBeChecked();
  await figures.range("7 days").focus();
  // As long as a finger takes: the choice follows the focus only while the key is down.
  await page.keyboard.press("ArrowRight", { delay: 100 });
  await expect(page).toHaveURL(/\?range=30d$/);
  await expect(figures.range("30 days")).toBeChecked();
  await figures.range("24 hours").click();
  await expect(figures.table("Requests by hour").getByRole("row")).toHaveCount(25);
  await page.reload();
  await expect(figures.range("24 hours")).toBeChecked();
  await figures.expectFigures(together(bot, search));

  await page.getByRole("button", { name: "Custom" }).click();
  const form = page.getByRole("dialog", { name: "Custom range" });
  await form.getByLabel("From").fill("2020-02-03");
  await form.getByLabel("To").fill("2020-02-01");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(form.getByRole("alert")).toHaveText("The first day is after the last one.");
  await form.getByLabel("To").fill("2020-02-05");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?from=2020-02-03&to=2020-02-05$/);
  await expect(page.getByRole("button", { name: "3 Feb 2020 – 5 Feb 2020" })).toBeFocused();
  await expect(figures.tile("Requests").getByTitle("0", { exact: true })).toBeVisible();
  await expect(page.getByText("Nothing in this range.")).toBeVisible();
});

test("the figures follow new calls while the page is open", async ({ page }) => {
  await page.clock.install();
  await figures.open(projectUrl);
  await figures.expectFigures(together(bot, search));
  await search.answer("chat-small");
  await expect(async () => {
    await page.clock.runFor(REFETCH_MS);
    await expect(figures.tile("Requests")).toContainText(`${together(bot, search).requests}`, {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await figures.expectFigures(together(bot, search));
});

test("the export holds one line for each call", async ({ page }) => {
  await figures.open(`${projectUrl}?range=24h`);
  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toMatch(/^usage-\d{4}-\d{2}-\d{2}-to-\d{4}-\d{2}-\d{2}\.csv$/);
  const [head, ...lines] = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  const columns = head!.split(",");
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, place) => [columns[place], cell])),
  );
  const all = together(bot, search);
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
  expect(rows).toHaveLength(all.requests);
  expect(sum("input_tokens")).toBe(all.inputTokens);
  expect(sum("output_tokens")).toBe(all.outputTokens);
  expect(rows.filter(({ key_note }) => key_note === "document search")).toHaveLength(search.counted.requests);
});

test("a key's overview shows its own figures, callers and calls", async ({ page }) => {
  await figures.open(projectUrl);
  await figures.table("API keys").getByRole("link", { name: "support bot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "support bot" })).toBeVisible();
  await figures.expectFigures(bot.counted);
  await expect(figures.tile("First used")).toContainText(/just now|ago/);
  await expect(figures.tile("Cost limit")).toContainText("no limit");
  const callers = figures.table("Callers").getByRole("row");
  await expect(callers).toHaveCount(2);
  await expect(callers.nth(1)).toContainText("127.0.0.1");
  await expect(callers.nth(1)).toContainText("OpenAI/JS");
  await expect(callers.nth(1).getByRole("cell").last()).toHaveText(`${bot.counted.requests}`);
  const calls = figures.table("Recent calls").getByRole("row");
  await expect(calls).toHaveCount(1 + bot.counted.requests);
  await expect(calls.nth(1)).toContainText("500");
  await expect(calls.nth(1)).toContainText("error-500");
  await expect(calls.filter({ hasText: "streamed" })).toHaveCount(2);
});

test("limits show how much of them is used, and follow an edit", async ({ page }) => {
  await figures.open(`${projectUrl}/settings/api-keys/${keys.bot.id}`);
  const tokens = bot.counted.inputTokens + bot.counted.outputTokens;
  await expect(figures.tile("Token limit")).toContainText(`${tokens} no limit`);
  await command(gatehouse(), [
    "keys",
    "update",
    keys.bot.id,
    "--token-limit",
    "1000",
    "--reset-period",
    "daily",
  ]);
  await page.reload();
  await expect(figures.tile("Token limit")).toContainText(`${tokens} of 1,000`);
  await expect(figures.tile("Token limit").getByRole("meter")).toHaveAttribute(
    "aria-valuetext",
    new RegExp(`^${tokens} of 1,000`),
  );
  await expect(figures.tile("Token limit")).toContainText(/Daily, resets in/);
});

test("a key is switched off and deleted from its overview, which the next call feels", async ({ page }) => {
  const { id, secret } = await createKey("short-lived");
  await figures.open(`${projectUrl}/settings/api-keys/${id}`);
  const done = page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await page.getByRole("switch", { name: "Enabled: short-lived" }).click();
  await done;
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  expect(await call(gatehouse().url, secret)).toBe("401 disabled_api_key");
  await page.getByRole("button", { name: "Actions for short-lived" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit" })).toBeHidden();
  expect(await call(gatehouse().url, secret)).toBe("401 revoked_api_key");
});

test("a key that is not there is a 404", async ({ page }) => {
  for (const id of ["0199b1a2-0000-7000-8000-000000000000", "nonsense"]) {
    const response = await page.goto(`${projectUrl}/settings/api-keys/${id}`);
    expect(response!.status()).toBe(404);
  }
});

for (const theme of ["light", "dark"]) {
  test(`both overviews and what opens on them are held to WCAG, ${theme}`, async ({ page }) => {
    await page.context().addCookies([{ name: "theme", value: theme, url: gatehouse().url }]);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ["?range=24h", `/settings/api-keys/${keys.bot.id}`]) {
        await figures.open(projectUrl + path);
        await expectNoViolations(page, `${path}, ${width}`);
        await page.getByRole("button", { name: "Show as table" }).click();
        await expectNoViolations(page, `${path}, ${width}, as a table`);
      }
    }
  });
}
