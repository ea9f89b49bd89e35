import { addCredential, expect, test } from "./console";
import { OWNER, signIn, signOut } from "./first-run";
import { answer, call, MODEL, streamedAnswer } from "./gateway-client";

test.describe.configure({ mode: "serial" });

test("a key's whole life, each step checked at the gateway", async ({ page, house, keysPage }) => {
  await keysPage.open();
  await signOut(page);
  await signIn(page, house.gatehouse, OWNER);
  await addCredential(page, house);

  await keysPage.open();
  const secret = await keysPage.createAndTake("checkout service");
  expect(secret).toMatch(/^gk_[0-9A-Za-z]{49}$/);
  const row = keysPage.row("checkout service");
  await expect(row).toContainText(`gk_…${secret.slice(-4)}`);
  await expect(row).toContainText(`by ${OWNER.name}`);
  await expect(keysPage.statusOf("checkout service")).toHaveText("Active");

  expect(await answer(house.url, secret)).toBe("Hello from the fake upstream — ☃.");
  const streamed = await streamedAnswer(house.url, secret);
  expect(streamed.text).toBe("Hello from the fake upstream — ☃.");
  expect(streamed.chunks).toBeGreaterThan(3);
  expect(house.upstream.requests.at(-1)!.body.toString()).toContain(MODEL);

  // The use is written in batches, and the list looks again when the window gets the focus.
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("just now", { timeout: 1000 });
    await expect(row).toContainText("127.0.0.1 with OpenAI/JS", { timeout: 1000 });
  }).toPass();

  await keysPage.turn("checkout service", "off");
  expect(await call(house.url, secret)).toBe("401 disabled_api_key");
  await expect(keysPage.statusOf("checkout service")).toHaveText("Disabled");
  await keysPage.turn("checkout service", "on");
  expect(await call(house.url, secret)).toBe("200");

  await keysPage.choose("checkout service", "Delete");
  const alert = page.getByRole("alertdialog", { name: "Delete “checkout service”?" });
  await expect(alert).toContainText("127.0.0.1");
  await expect(alert).toContainText("OpenAI/JS");
  await alert.getByRole("button", { name: "Delete key" }).click();
  await expect(alert).toBeHidden();
  expect(await call(house.url, secret)).toBe("401 revoked_api_key");
  await expect(row).toBeHidden();
  await keysPage.open("?status=revoked");
  await expect(keysPage.statusOf("checkout service")).toHaveText("Revoked");
  await expect(keysPage.switchOf("checkout service")).toBeHidden();
});

test("the reveal names this address and stays until it is done with", async ({ page, house, keysPage }) => {
  await keysPage.open();
  await keysPage.create("snippets");
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  const field = keysPage.dialog.getByRole("textbox", { name: "API key secret" });
  await expect(field).toBeVisible();
  await expect(field).not.toBeEditable();
  const secret = await field.inputValue();
  for (const language of ["curl", "Python", "JavaScript"]) {
    await keysPage.dialog.getByRole("tab", { name: language }).click();
    const code = keysPage.dialog.getByRole("tabpanel");
    await expect(code).toContainText(`${house.url}/v1`);
    await expect(code).toContainText(secret);
    await expect(code).toContainText(`"${MODEL}"`);
  }
  await keysPage.dialog.getByRole("button", { name: "Done" }).click();
  await expect(keysPage.dialog).toBeHidden();
  expect(await page.content()).not.toContain(secret);
});

test("an edit changes note and expiry, at once and without touching the secret", async ({
  house,
  keysPage,
  page,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("nightly job", "In 30 days");
  await expect(keysPage.row("nightly job")).toContainText("in 30 days");
  await keysPage.choose("nightly job", "Edit");
  await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog.getByText("Enter a note that says who uses the key.")).toBeVisible();
  await keysPage.dialog.getByRole("textbox", { name: "Note" }).fill("nightly export");
  await keysPage.dialog.getByRole("combobox", { name: "Expires" }).selectOption("Custom date…");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog.getByText("Choose the last day on which the key works.")).toBeVisible();
  await keysPage.dialog.getByLabel("Last day").fill("2099-12-31");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog).toBeHidden();
  await expect(keysPage.row("nightly export").getByRole("time").last()).toHaveAttribute(
    "datetime",
    "2099-12-31T23:59:59.000Z",
  );
  expect(await call(house.url, secret)).toBe("200");

  await keysPage.choose("nightly export", "Edit");
  await keysPage.dialog.getByRole("combobox", { name: "Expires" }).selectOption("Never");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog).toBeHidden();
  const [row] = await house.query("SELECT expires_at FROM api_keys WHERE note = 'nightly export'");
  expect(row).toEqual({ expires_at: null });
  await page.reload();
  expect(await call(house.url, secret)).toBe("200");
});

test("a key whose expiry has passed is refused and shown as expired", async ({ house, keysPage }) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("long gone", "In 7 days");
  await house.query("UPDATE api_keys SET expires_at = now() - interval '1 minute' WHERE note = 'long gone'");
  expect(await call(house.url, secret)).toBe("401 expired_api_key");
  await keysPage.open();
  await expect(keysPage.statusOf("long gone")).toHaveText("Expired");
});

test("a key expires by itself: the next call is refused and the page says so unasked", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("short-lived", "In 7 days");
  await keysPage.choose("short-lived", "Edit");
  await keysPage.dialog.getByRole("combobox", { name: "Expires" }).selectOption("In 7 days");
  const expiresAtMs = Date.now() + 5000;
  // The form offers whole days; the same action takes any instant.
  await page.route(keysPage.path, (route) => {
    const body = route
      .request()
      .postData()
      ?.replace(/"\d{4}-[^"]+Z"/, `"${new Date(expiresAtMs).toISOString()}"`);
    return route.continue({ postData: body });
  });
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog).toBeHidden();
  expect(await call(house.url, secret)).toBe("200");
  expect(Date.now()).toBeLessThan(expiresAtMs);
  await expect(keysPage.statusOf("short-lived")).toHaveText("Expired");
  expect(await call(house.url, secret)).toBe("401 expired_api_key");
});
