import { expect, type Locator, type Page } from "@playwright/test";
import { type Counted, usd } from "./tally";

const count = (value: number) => value.toLocaleString("en");

/** The figures of a range as a person reads them, on a project's overview or a key's. */
export class FiguresHandle {
  constructor(readonly page: Page) {}

  /** Opens an overview. What a person presses before its scripts are there is lost; the chart comes with them. */
  async open(url: string) {
    await this.page.goto(url);
    await expect(this.page.getByRole("application", { name: "Requests over time" })).toBeVisible();
  }

  /** A figure by its name: "Requests", "Cost". */
  tile(name: string): Locator {
    return this.page.getByRole("group", { name, exact: true });
  }

  table(name: string): Locator {
    return this.page.getByRole("table", { name, exact: true });
  }

  row(table: string, text: string): Locator {
    return this.table(table).getByRole("row").filter({ hasText: text });
  }

  range(name: string): Locator {
    return this.page.getByRole("radiogroup", { name: "Range" }).getByRole("radio", { name });
  }

  /** Every figure of the tiles is what was counted: to the last token and the last nano-dollar. */
  async expectFigures({ requests, errors, refused, inputTokens, outputTokens, costNanoUsd }: Counted) {
    await expect(this.tile("Requests").getByTitle(count(requests), { exact: true })).toBeVisible();
    await expect(this.tile("Requests")).toContainText(`${count(refused)} refused`);
    await expect(this.tile("Cost").getByTitle(usd(costNanoUsd), { exact: true })).toBeVisible();
    const tokens = count(inputTokens + outputTokens);
    await expect(this.tile("Tokens").getByTitle(tokens, { exact: true })).toHaveText(tokens);
    await expect(this.tile("Tokens")).toContainText(`${count(inputTokens)} in · ${count(outputTokens)} out`);
    await expect(
      this.tile("Errors").getByTitle(`${count(errors)} of ${count(requests)}`, { exact: true }),
    ).toBeVisible();
  }

  /** The cells of a column of the table behind the chart, added up. */
  async sumOf(table: string, column: string): Promise<number> {
    await expect(this.table(table)).toBeVisible();
    const heads = await this.table(table).getByRole("columnheader").allTextContents();
    const place = heads.indexOf(column);
    const rows = await this.table(table).locator("tbody tr").all();
    const texts = await Promise.all(rows.map((row) => row.locator("th, td").nth(place).textContent()));
    return texts.reduce((sum, text) => sum + Number(text!.replaceAll(",", "")), 0);
  }
}
