import type { Page, Request } from "@playwright/test";
import { addPerson, expect, type House, pageOf, test } from "./console";
import { call } from "./gateway-client";

test.describe.configure({ mode: "serial" });

/** Sends what the owner's browser sent once more, from somebody else's. Returns what the server answered. */
async function replay(request: Request, theirs: Page): Promise<string> {
  const { "next-action": action, accept, "content-type": type } = request.headers();
  const response = await theirs.request.post(request.url(), {
    headers: {
      "next-action": action!,
      accept: accept!,
      "content-type": type!,
      origin: new URL(request.url()).origin,
    },
    data: request.postData()!,
  });
  return response.text();
}

/** The requests of every change that the owner can make to a key, none of which takes effect. */
async function ownersRequests(page: Page, path: string, acts: (() => Promise<void>)[]): Promise<Request[]> {
  const requests: Request[] = [];
  await page.route(path, (route) => {
    if (route.request().method() !== "POST") return route.continue();
    requests.push(route.request());
    return route.abort();
  });
  for (const [index, act] of acts.entries()) {
    await act();
    await expect.poll(() => requests.length).toBe(index + 1);
  }
  await page.unroute(path);
  return requests;
}

const keysOf = (house: House) =>
  house.query("SELECT note, enabled, expires_at, deleted_at FROM api_keys ORDER BY id");

for (const role of ["MEMBER", "VIEWER"] as const) {
  test(`a ${role.toLowerCase()} sees the list and nothing that would change it`, async ({
    page,
    house,
    keysPage,
  }) => {
    await keysPage.open();
    const note = `seen by a ${role}`;
    await keysPage.createAndTake(note);
    const theirs = await pageOf(page, house, await addPerson(house, role));
    await theirs.goto(`${house.url}${keysPage.path}`);
    const row = theirs.getByRole("row").filter({ hasText: note });
    await expect(row).toContainText("Active");
    await expect(theirs.getByRole("switch")).toHaveCount(0);
    await expect(theirs.getByRole("button", { name: "Create key" })).toHaveCount(0);
    await row.getByRole("button", { name: /^Actions for/ }).click();
    await expect(theirs.getByRole("menuitem")).toHaveText(["Copy key ID"]);
    await theirs.keyboard.press("Escape");
    await theirs.keyboard.press("c");
    await expect(theirs.getByRole("dialog")).toHaveCount(0);
    await theirs.context().close();
  });
}

test("the same requests from a member, a viewer, a stranger and nobody change nothing", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("contested");
  await expect(keysPage.row("contested")).toBeVisible();
  const requests = await ownersRequests(page, keysPage.path, [
    () => keysPage.switchOf("contested").click(),
    async () => {
      await keysPage.choose("contested", "Edit");
      await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("taken over");
      await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
      await expect(keysPage.dialog.getByRole("alert")).toContainText("did not answer");
      await expect(keysPage.dialog.getByRole("textbox", { name: "Note" })).toHaveValue("taken over");
      await keysPage.dialog.getByRole("button", { name: "Cancel" }).click();
    },
    async () => {
      await keysPage.choose("contested", "Delete");
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    },
    async () => {
      await page.getByRole("button", { name: "Create key" }).click();
      await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("smuggled in");
      await keysPage.dialog.getByRole("button", { name: "Create key" }).click();
      await keysPage.dialog.getByRole("button", { name: "Cancel" }).click();
    },
  ]);
  const before = await keysOf(house);

  const answers = { MEMBER: "forbidden", VIEWER: "forbidden", STRANGER: "not_found" } as const;
  for (const [role, code] of Object.entries(answers)) {
    const person = await addPerson(house, role === "STRANGER" ? null : (role as "MEMBER"));
    const theirs = await pageOf(page, house, person);
    for (const request of requests) expect(await replay(request, theirs)).toContain(`"code":"${code}"`);
    await theirs.context().close();
  }
  const nobody = await page
    .context()
    .browser()!
    .newContext({ storageState: { cookies: [], origins: [] } });
  const theirs = await nobody.newPage();
  for (const request of requests) expect(await replay(request, theirs)).toContain('"code":"unauthenticated"');
  await nobody.close();

  expect(await keysOf(house)).toEqual(before);
  expect(await call(house.url, secret)).not.toMatch(/^401/);

  // The requests are whole: from an admin's browser they do what they say.
  const admins = await pageOf(page, house, await addPerson(house, "ADMIN"));
  for (const request of requests) expect(await replay(request, admins)).toContain('"ok":true');
  expect(await call(house.url, secret)).toBe("401 revoked_api_key");
  await admins.context().close();
});

test("a stranger finds neither the page nor its data, and nobody is asked to sign in", async ({
  page,
  house,
  keysPage,
}) => {
  const theirs = await pageOf(page, house, await addPerson(house, null));
  const response = await theirs.goto(`${house.url}${keysPage.path}`);
  expect(response!.status()).toBe(404);
  expect(await (await theirs.request.get(`${house.url}${keysPage.path}/list`)).json()).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  await theirs.context().clearCookies();
  await theirs.goto(`${house.url}${keysPage.path}`);
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await (await theirs.request.get(`${house.url}${keysPage.path}/list`)).json()).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
  await theirs.context().close();
});
