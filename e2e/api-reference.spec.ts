import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expectNoViolations } from "./axe";
import { addPerson, expect, pageOf, test } from "./console";

const run = promisify(execFile);

test("the reference has every operation, and its requests run as they stand", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("reader of the reference");
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== house.url && request.url().startsWith("http"))
      elsewhere.push(request.url());
  });
  await page.getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  const document = await (await fetch(`${house.url}/v1/api/openapi.json`)).json();
  const summaries = Object.values<Record<string, { summary?: string }>>(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ summary }) => (summary ? [summary] : []));
  expect(summaries.length).toBeGreaterThan(15);
  for (const summary of summaries) {
    await expect(page.getByRole("heading", { level: 3, name: summary, exact: true })).toBeVisible();
  }
  await expect(page.getByRole("table", { name: "Attributes to send: Create an API key" })).toContainText(
    "never, daily, weekly, monthly",
  );

  await page.getByRole("button", { name: "Copy request: Create an API key" }).click();
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  const { stdout } = await run("sh", ["-c", `${curl} -s -w '\n%{http_code}'`], {
    env: { ...process.env, GATEHOUSE_API_KEY: secret },
  });
  const [body, status] = stdout.split(/\n(?=\d+$)/);
  expect(status).toBe("201");
  expect(JSON.parse(body!).data.attributes).toMatchObject({ note: "checkout service", cost_limit_usd: "25" });

  await page.getByRole("searchbox", { name: "Find an operation" }).fill("rotate");
  const contents = page.getByRole("navigation", { name: "Operations" });
  await expect(contents.getByRole("link")).toHaveText(["API keys", "Rotate an API key"]);
  await contents.getByRole("link", { name: "Rotate an API key" }).click();
  await expect(page).toHaveURL(/#rotateApiKey$/);
  await expect(page.getByRole("heading", { name: "Rotate an API key" })).toBeInViewport();
  expect(elsewhere).toEqual([]);
});

test("the reference is for everybody in the project, in the dark and on a phone", async ({ page, house }) => {
  const theirs = await pageOf(page, house, await addPerson(house, "VIEWER"));
  await theirs.goto(`${house.url}/admin/projects/${house.projectId}/settings/api-reference`);
  await expect(theirs.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await expectNoViolations(theirs, "the reference");
  await theirs.emulateMedia({ colorScheme: "dark" });
  await theirs.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(theirs, "the reference on a phone in the dark");
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
  await theirs.context().close();
});
