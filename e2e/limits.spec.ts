import { addCredential, expect, type House, test } from "./console";
import { CredentialsPageHandle } from "./credentials-page";
import { MODEL, type Told, told } from "./gateway-client";

test.describe.configure({ mode: "serial" });
test.use({ alone: "limits" });

/** One call of the fake upstream: 19 tokens in, 7 out. */
const TOKENS = 26;
/** At a thousand dollars per million tokens. */
const COST_USD = 0.026;
const PRICED = "priced-model";
const ANSWER = 7;

/** Calls one after the other until one is refused. */
async function callUntilRefused(house: House, secret: string, model = MODEL) {
  for (let answered = 0; answered < 60; answered++) {
    const result = await told(house.url, secret, model, ANSWER);
    if (result.status !== 200) return { answered, refused: result };
  }
  throw new Error("sixty calls were let through");
}

function expectToWait({ headers }: Told, atMostSeconds: number) {
  const seconds = Number(headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(atMostSeconds);
}

test("a model with a price of its own, for what follows", async ({ page, house }) => {
  await addCredential(page, house);
  const llm = new CredentialsPageHandle(page);
  await llm.choose("fake-upstream", "Edit");
  await llm.dialog.getByRole("button", { name: "Add model" }).click();
  await llm.field("Name of model 1").fill(PRICED);
  await llm.field("Input price of model 1").fill("1000");
  await llm.field("Output price of model 1").fill("1000");
  await llm.dialog.getByRole("button", { name: "Add model" }).click();
  await llm.field("Name of model 2").fill(MODEL);
  await llm.saveChanges();
});

test("requests per minute: run into, raised, cleared", async ({ house, keysPage }) => {
  await keysPage.open();
  const secret = await keysPage.createLimited("windowed", { "Requests per minute": "2" });
  const first = await told(house.url, secret);
  expect(first).toMatchObject({ status: 200 });
  expect(first.headers.get("x-ratelimit-limit-requests")).toBe("2");
  expect(first.headers.get("x-ratelimit-remaining-requests")).toBe("1");
  expect((await told(house.url, secret)).headers.get("x-ratelimit-remaining")).toBe("0");
  const refused = await told(house.url, secret);
  expect(refused).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  expect(refused.message).toContain("2 requests per minute");
  expect(refused.headers.get("x-ratelimit-scope")).toBe("key_requests");
  expectToWait(refused, 60);

  await keysPage.editLimits("windowed", { "Requests per minute": "1,000" });
  const raised = await told(house.url, secret);
  expect(raised).toMatchObject({ status: 200 });
  expect(raised.headers.get("x-ratelimit-limit-requests")).toBe("1000");

  await keysPage.editLimits("windowed", { "Requests per minute": null });
  const cleared = await told(house.url, secret);
  expect(cleared.status).toBe(200);
  expect(cleared.headers.get("x-ratelimit-limit")).toBeNull();
  const [row] = await house.query("SELECT requests_per_minute FROM api_keys WHERE note = 'windowed'");
  expect(row).toEqual({ requests_per_minute: null });
});

test("a token limit: run into, seen in the list, raised", async ({ page, house, keysPage }) => {
  await keysPage.open();
  const secret = await keysPage.createLimited("frugal", { "Token limit": "300", "Reset period": "Daily" });
  const { answered, refused } = await callUntilRefused(house, secret);
  expect(answered).toBeGreaterThan(1);
  expect(answered * TOKENS).toBeLessThanOrEqual(300);
  expect(refused).toMatchObject({ status: 429, code: "token_limit_exceeded" });
  expect(refused.message).toContain("300 tokens per day");
  expect(refused.headers.get("x-ratelimit-scope")).toBe("key_tokens");
  expect(refused.headers.get("x-ratelimit-remaining-tokens")).toBe(String(300 - answered * TOKENS));
  expectToWait(refused, 24 * 60 * 60);

  const meter = keysPage.row("frugal").getByRole("meter", { name: "Token limit" });
  const used = `${answered * TOKENS} of 300, ${Math.floor((answered * TOKENS) / 3)}%`;
  await expect(async () => {
    await page.reload();
    await expect(meter).toHaveAttribute("aria-valuetext", new RegExp(`^${used}`), { timeout: 1000 });
  }).toPass();
  await keysPage.row("frugal").getByText("300 tokens").locator("visible=true").hover();
  await expect(page.getByRole("tooltip")).toContainText(`${answered * TOKENS} of 300`);
  await expect(page.getByRole("tooltip")).toContainText(/Resetsin .*00:00:00 UTC/);

  await keysPage.editLimits("frugal", { "Token limit": "1,000,000" });
  expect(await told(house.url, secret)).toMatchObject({ status: 200 });
});

test("a cost limit: run into to the cent, raised, and no model without a price", async ({
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createLimited("thrifty", {
    "Cost limit": "$1.00",
    "Reset period": "Monthly",
  });
  const unpriced = await told(house.url, secret);
  expect(unpriced).toMatchObject({ status: 400, code: "model_not_priced" });

  const { answered, refused } = await callUntilRefused(house, secret, PRICED);
  expect(answered).toBeGreaterThan(1);
  expect(refused).toMatchObject({ status: 429, code: "cost_limit_exceeded" });
  expect(refused.message).toContain("$1 per month");
  expect(refused.headers.get("x-ratelimit-scope")).toBe("key_cost");
  const left = Number(refused.headers.get("x-ratelimit-remaining"));
  expect(left).toBeCloseTo(1 - answered * COST_USD, 9);
  expect(left).toBeGreaterThanOrEqual(0);
  expectToWait(refused, 31 * 24 * 60 * 60);

  await keysPage.editLimits("thrifty", { "Cost limit": "2.50" });
  expect(await told(house.url, secret, PRICED, ANSWER)).toMatchObject({ status: 200 });
  await keysPage.editLimits("thrifty", { "Cost limit": null });
  expect(await told(house.url, secret)).toMatchObject({ status: 200 });
});

test("near its end a budget bounds the answer instead of refusing it", async ({ house, keysPage }) => {
  await keysPage.open();
  const secret = await keysPage.createLimited("nearly done", { "Token limit": "1000" });
  expect(await told(house.url, secret)).toMatchObject({ status: 200 });
  const sent = JSON.parse(house.upstream.requests.at(-1)!.body.toString()) as { max_tokens?: number };
  expect(sent.max_tokens).toBeGreaterThan(100);
  expect(sent.max_tokens).toBeLessThan(1000);
});

test("a limit that is on wants an amount, and keeps what was typed", async ({ keysPage }) => {
  await keysPage.open();
  await keysPage.choose("frugal", "Edit");
  await expect(keysPage.limitField("Token limit")).toHaveValue("1,000,000");
  await expect(keysPage.dialog.getByRole("radio", { name: "Daily" })).toBeChecked();
  await keysPage.limitSwitch("Cost limit").click();
  await keysPage.limitField("Token limit").fill("1,5");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.limitField("Cost limit")).toHaveAccessibleDescription(/Enter an amount in dollars/);
  await expect(keysPage.limitField("Token limit")).toHaveAccessibleDescription(/Enter a whole number/);
  await expect(keysPage.limitField("Token limit")).toHaveValue("1,5");

  await keysPage.limitSwitch("Cost limit").click();
  await keysPage.limitSwitch("Token limit").click();
  await expect(keysPage.dialog.getByRole("group", { name: "Reset period" })).toBeHidden();
  await keysPage.limitSwitch("Token limit").click();
  await expect(keysPage.limitField("Token limit")).toHaveValue("1,5");
  await keysPage.limitField("Token limit").fill("2 000 000");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog).toBeHidden();
  await keysPage.choose("frugal", "Edit");
  await expect(keysPage.limitField("Token limit")).toHaveValue("2,000,000");
});

test("the delete dialog counts what still calls, and the note leads to the key's page", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  const secret = await keysPage.createAndTake("still in use");
  for (let call = 0; call < 3; call++) expect(await told(house.url, secret)).toMatchObject({ status: 200 });
  await expect(async () => {
    await page.reload();
    await keysPage.choose("still in use", "Delete");
    const alert = page.getByRole("alertdialog", { name: "Delete “still in use”?" });
    await expect(alert).toContainText("3 requests in the past 24 h", { timeout: 2000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await keysPage.table.getByRole("link", { name: "still in use" }).click();
  await expect(page).toHaveURL(/settings\/api-keys\/[0-9a-f-]{36}$/);
});
