import { expectNoViolations } from "./axe";
import { addCredential, addPerson, expect, pageOf, test } from "./console";
import { FiguresHandle } from "./figures-page";
import { told } from "./gateway-client";
import { PRICE, Tally, together } from "./tally";

test.use({ alone: "pricing" });

const MODEL = "house-7b";

test("a model without a price is told, refused to a key with a budget, and billed once it has one", async ({
  page,
  house,
  keysPage,
}) => {
  await addCredential(page, house);
  await keysPage.open();
  const free = new Tally(house.url, await keysPage.createAndTake("free to spend"));
  const secret = await keysPage.createLimited("on a budget", { "Cost limit": "5" });
  const budgeted = new Tally(house.url, secret);
  for (let round = 0; round < 3; round++) await free.answer(MODEL);
  await free.stream(MODEL, "a longer prompt than the others");
  expect(await told(house.url, secret, MODEL)).toMatchObject({ status: 400, code: "model_not_priced" });
  await budgeted.fails(MODEL, 400, "refused");

  const overview = `${house.url}/admin/projects/${house.projectId}`;
  const needs = page.getByRole("region", { name: "Needs a price" });
  await expect(async () => {
    await page.goto(overview);
    await expect(needs).toContainText("4 calls of fake-upstream", { timeout: 1000 });
  }).toPass();
  const figures = new FiguresHandle(page);
  await expect(figures.tile("Cost")).toContainText("$0.00");

  const theirs = await pageOf(page, house, await addPerson(house, "VIEWER"));
  await theirs.goto(overview);
  await expect(theirs.getByRole("region", { name: "Needs a price" })).toContainText(MODEL);
  await expect(theirs.getByRole("button", { name: `Set price: ${MODEL}` })).toBeHidden();

  await page.getByRole("button", { name: `Set price: ${MODEL}` }).click();
  const form = page.getByRole("form", { name: `Price of ${MODEL}` });
  await form.getByRole("textbox", { name: "Input", exact: true }).fill(`${PRICE.input}`);
  await form.getByRole("button", { name: "Set price" }).click();
  await expect(form.getByRole("textbox", { name: "Output" })).toHaveAccessibleDescription(
    "Enter dollars such as 0.15, or 0.",
  );
  await expectNoViolations(page, "the form of a price");
  const output = form.getByRole("textbox", { name: "Output" });
  await output.fill(`${PRICE.output}`);
  // The button moves up as the complaint goes: a click on its way would miss it.
  await expect(output).toHaveAccessibleDescription("");
  await form.getByRole("button", { name: "Set price" }).click();
  await expect(page.getByText(`${MODEL} has a price`)).toBeVisible();
  await expect(needs).toBeHidden();

  await budgeted.answer(MODEL);
  const counted = together(free, budgeted);
  await expect(async () => {
    await page.reload();
    await expect(figures.tile("Requests")).toContainText("7", { timeout: 1000 });
  }).toPass();
  await figures.expectFigures({ ...counted, requests: counted.requests + 1, refused: counted.refused + 1 });
});
