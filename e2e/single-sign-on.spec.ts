import { createServer } from "node:net";
import { expect, test } from "@playwright/test";
import { startFakeIssuer } from "./fake-issuer";
import { type Gatehouse, startGatehouse } from "./server";

const CLIENT = { clientId: "gatehouse", clientSecret: "a-client-secret-of-the-issuer" };
const ADA = { sub: "42", email: "Ada@Example.com", email_verified: true, name: "Ada L." };

let issuer: Awaited<ReturnType<typeof startFakeIssuer>>;
let house: Gatehouse;

/** The provider redirects to NEXTAUTH_URL, which names the port before the server has it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  issuer = await startFakeIssuer(CLIENT);
  const port = String(await freePort());
  house = await startGatehouse({
    env: {
      PORT: port,
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      GATEHOUSE_ADMIN_EMAIL: "ada@example.com",
      GATEHOUSE_ADMIN_PASSWORD: "violet harbor lamp",
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: CLIENT.clientId,
      OIDC_CLIENT_SECRET: CLIENT.clientSecret,
      OIDC_NAME: "Example SSO",
    },
  });
});
test.afterAll(async () => {
  await house?.stop();
  issuer?.close();
});

test("an account elsewhere signs in the user with its verified address, and leads back to the page asked for", async ({
  page,
}) => {
  issuer.signInAs(ADA);
  await page.goto(`${house.url}/admin/account`);
  await page.getByRole("button", { name: /Example SSO/ }).click();
  await expect(page).toHaveURL(`${house.url}/admin/account`);
  await expect(page.getByRole("button", { name: /^Account: / })).toBeVisible();
});

test("it is known by its subject from then on, whatever its address says", async ({ page }) => {
  issuer.signInAs({ ...ADA, email: "renamed@example.com", email_verified: false });
  await page.goto(`${house.url}/login`);
  await page.getByRole("button", { name: /Example SSO/ }).click();
  await expect(page.getByRole("button", { name: /^Account: / })).toBeVisible();
});

for (const [who, claims] of [
  ["a stranger", { ...ADA, sub: "43", email: "eve@example.com" }],
  ["an unverified address", { ...ADA, sub: "44", email_verified: false }],
] as const) {
  test(`${who} is not let in, and told why`, async ({ page }) => {
    issuer.signInAs(claims);
    await page.goto(`${house.url}/login`);
    await page.getByRole("button", { name: /Example SSO/ }).click();
    await expect(page).toHaveURL(/\/login/);
    await expect(page.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
    await page.goto(`${house.url}/admin/account`);
    await expect(page).toHaveURL(/\/login/);
  });
}
