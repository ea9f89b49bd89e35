import { expect, type Locator, type Page } from "@playwright/test";

/** The LLM keys page as a person handles it: by roles and names alone. */
export class CredentialsPageHandle {
  readonly table: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole("table", { name: "LLM keys" });
    this.dialog = page.getByRole("dialog");
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A masked field: it has no role while it is masked. An auth method may be called as its field is. */
  secret(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true }).and(this.page.locator("input, textarea"));
  }

  field(label: string): Locator {
    return this.dialog.getByRole("textbox", { name: label, exact: true });
  }

  /** Opens the form for a new credential of a provider. */
  async add(provider: string): Promise<void> {
    await this.page.getByRole("button", { name: "Add LLM key" }).click();
    await this.dialog.getByRole("button", { name: provider, exact: true }).click();
    await expect(this.field("Name")).toBeFocused();
  }

  async store(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Add LLM key" }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Presses "Test connection" in the open form. Returns what it says. */
  async test(): Promise<string> {
    await this.dialog.getByRole("button", { name: "Test connection" }).click();
    const result = this.dialog.getByRole("status").filter({ hasText: /\S/ });
    await expect(result).toBeVisible({ timeout: 15_000 });
    return result.innerText();
  }

  async choose(name: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  async saveChanges(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Save changes" }).click();
    await expect(this.dialog).toBeHidden();
  }
}
