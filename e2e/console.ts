import { randomUUID } from "node:crypto";
import { test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import { SMTP_FROM, type SmtpServer, startSmtpServer } from "@/lib/testing.smtp";
import { CredentialsPageHandle } from "./credentials-page";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { type Credentials, OWNER, setUp, signIn } from "./first-run";
import { KeysPageHandle } from "./keys-page";
import { type Gatehouse, startGatehouse } from "./server";

export { expect };
export const UPSTREAM_SECRET = "sk-fake-upstream-Zq83hT61mWcX90vLr2Jd";

/** A running Gatehouse that was set up through its one-time link, with a fake provider beside it. */
export type House = {
  gatehouse: Gatehouse;
  url: string;
  projectId: string;
  upstream: FakeUpstream;
  /** Where its e-mail goes; null when it sends none. */
  mail: SmtpServer | null;
  /** The owner's session. */
  storage: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
  query<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>;
};

/** Tests run as the owner of a house that they share with the other tests of their worker. */
export const test = base.extend<
  { keysPage: KeysPageHandle },
  { house: House; alone: string; mailing: boolean }
>({
  // A name of its own gives a file a worker of its own, and so a house in which nobody else has counted or stored anything.
  alone: ["", { option: true, scope: "worker" }],
  // Whether the house sends e-mail.
  mailing: [false, { option: true, scope: "worker" }],
  house: [
    async ({ browser, mailing }, use) => {
      const mail = mailing ? await startSmtpServer() : null;
      const gatehouse = await startGatehouse({ env: mail ? { SMTP_URL: mail.url, SMTP_FROM } : {} });
      const upstream = await startFakeUpstream({ secret: UPSTREAM_SECRET });
      const database = new pg.Pool({ connectionString: gatehouse.databaseUrl, max: 2 });
      // The database stops before this pool is closed when a test fails half-way.
      database.on("error", () => {});
      const page = await browser.newPage();
      await setUp(page, gatehouse);
      const house: House = {
        gatehouse,
        url: gatehouse.url,
        projectId: /projects\/([0-9a-f-]{36})/.exec(page.url())![1]!,
        upstream,
        mail,
        storage: await page.context().storageState(),
        query: async (sql, values) => (await database.query(sql, values)).rows,
      };
      await page.close();
      await use(house);
      await database.end();
      await gatehouse.stop();
      await upstream.close();
      await mail?.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
  storageState: async ({ house }, use) => use(house.storage),
  permissions: async ({ house: _ }, use) => use(["clipboard-read", "clipboard-write"]),
  keysPage: async ({ page, house }, use) => use(new KeysPageHandle(page, house.projectId)),
});

type Role = "ADMIN" | "MEMBER" | "VIEWER";

/** A person in the owner's organization; with `role: null`, a stranger who owns another one. */
export async function addPerson(house: House, role: Role | null): Promise<Credentials> {
  const id = randomUUID();
  const email = `${id}@example.com`;
  const organization = randomUUID();
  await house.query(
    `INSERT INTO users (id, email, name, password_hash) SELECT $1, $2, $3, password_hash FROM users WHERE email = $4`,
    [id, email, role ?? "Stranger", OWNER.email],
  );
  if (!role)
    await house.query("INSERT INTO organizations (id, name) VALUES ($1, 'Elsewhere')", [organization]);
  await house.query(
    `INSERT INTO memberships (organization_id, user_id, role)
     SELECT coalesce((SELECT organization_id FROM projects WHERE id = $1), $2), $3, $4::role`,
    [role ? house.projectId : null, organization, id, role ?? "OWNER"],
  );
  return { email, password: OWNER.password };
}

/** A page of somebody else's own browser, signed in. */
export async function pageOf(page: Page, house: House, person: Credentials): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({ storageState: { cookies: [], origins: [] } });
  const theirs = await context.newPage();
  await signIn(theirs, house.gatehouse, person);
  return theirs;
}

/** Takes every credential out of the project, and tells the running server so. */
export async function forgetCredentials(house: House): Promise<void> {
  await house.query("DELETE FROM credentials");
  const changes = JSON.stringify([{ kind: "routes", projectId: house.projectId }]);
  await house.query("SELECT pg_notify('gatehouse_changes', $1)", [changes]);
}

/** Stores a credential for the fake provider by the form, as the project's only one, unless it is there already. */
export async function addCredential(page: Page, house: House, name = "fake-upstream"): Promise<void> {
  await page.goto(`${house.url}/admin/projects/${house.projectId}/settings/llm-api-keys`);
  await expect(page.getByRole("heading", { level: 1, name: "LLM keys" })).toBeVisible();
  if (await page.getByRole("row").filter({ hasText: name }).isVisible()) return;
  await forgetCredentials(house);
  const llm = new CredentialsPageHandle(page);
  await llm.add("OpenAI-compatible");
  await llm.field("Name").fill(name);
  await llm.field("Base URL").fill(house.upstream.url);
  await llm.secret("API key").fill(UPSTREAM_SECRET);
  await llm.store();
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
}
