import { expect, test } from "@playwright/test";
import pg from "pg";
import { freshGatehouse, OWNER, setUp, signIn } from "./first-run";

test.describe.configure({ mode: "serial" });
const gatehouse = freshGatehouse();

async function sql(statement: string) {
  const client = new pg.Client({ connectionString: gatehouse().databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

test("a page that fails keeps the shell, says nothing of the cause, and comes back on trying again", async ({
  page,
}) => {
  await setUp(page, gatehouse());
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Assistant", level: 1 })).toBeVisible();

  await sql("ALTER TABLE api_keys RENAME TO api_keys_away");
  const answer = await page.reload();
  await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Project" })).toBeVisible();
  expect(await answer!.text()).not.toContain("api_keys");
  expect(gatehouse().logs()).toContain("api_keys");

  await sql("ALTER TABLE api_keys_away RENAME TO api_keys");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Assistant", level: 1 })).toBeVisible();
});

test("an address that leads nowhere is a 404 with a way back, and the same for a project of others", async ({
  page,
}) => {
  const nowhere = await page.goto(`${gatehouse().url}/nowhere`);
  expect(nowhere!.status()).toBe(404);
  await expect(page.getByRole("link", { name: "Go to your projects" })).toBeVisible();

  await signIn(page, gatehouse(), OWNER);
  for (const id of ["none", "01a1faf1-1a3f-700e-aec1-0e85d2425a59"]) {
    const project = await page.goto(`${gatehouse().url}/admin/projects/${id}`);
    expect(project!.status()).toBe(404);
    await expect(page.getByRole("navigation", { name: "Project" })).toBeVisible();
  }
});
