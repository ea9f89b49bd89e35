import { expect, type Locator, type Page } from "@playwright/test";

const FIELDS = {
  "Cost limit": "Cost limit in USD",
  "Token limit": "Token limit",
  "Requests per minute": "Requests per minute",
};
type LimitName = keyof typeof FIELDS;
type Limits = Partial<Record<LimitName, string | null>> & {
  "Reset period"?: "Never" | "Daily" | "Weekly" | "Monthly";
};

/** The API keys page as a person handles it: by roles and names alone. */
export class KeysPageHandle {
  readonly table: Locator;
  readonly dialog: Locator;

  constructor(
    readonly page: Page,
    private readonly projectId: string,
  ) {
    this.table = page.getByRole("table", { name: "API keys" });
    this.dialog = page.getByRole("dialog");
  }

  get path() {
    return `/admin/projects/${this.projectId}/settings/api-keys`;
  }

  async open(query = "") {
    await this.page.goto(`${this.path}${query}`);
    // What a person presses before the scripts are there is lost: shortcuts above all.
    await this.page.waitForLoadState("networkidle");
    await expect(this.page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  }

  row(note: string) {
    return this.table.getByRole("row").filter({ has: this.page.getByText(note, { exact: true }) });
  }

  /** The status cell: on a phone the status stands in the first one. */
  statusOf(note: string) {
    return this.row(note).getByRole("cell").nth(1);
  }

  switchOf(note: string) {
    return this.page.getByRole("switch", { name: `Enabled: ${note}`, exact: true });
  }

  /** Creates a key and leaves its secret showing. */
  async create(note: string, expires?: string) {
    await this.page.getByRole("button", { name: "Create key" }).first().click();
    await this.dialog.getByRole("textbox", { name: "Note" }).fill(note);
    if (expires) await this.dialog.getByRole("combobox", { name: "Expires" }).selectOption(expires);
    await this.dialog.getByRole("button", { name: "Create key" }).click();
    await expect(this.dialog.getByText("It will not be shown again")).toBeVisible();
  }

  /** Copies the secret from the reveal and closes it. */
  async takeSecret(): Promise<string> {
    await this.dialog.getByRole("button", { name: "Copy secret" }).click();
    const secret = await this.page.evaluate(() => navigator.clipboard.readText());
    await expect(this.dialog.getByRole("textbox", { name: "API key secret" })).toHaveValue(secret);
    await this.dialog.getByRole("button", { name: "Done" }).click();
    await expect(this.dialog).toBeHidden();
    return secret;
  }

  async createAndTake(note: string, expires?: string) {
    await this.create(note, expires);
    return this.takeSecret();
  }

  async choose(note: string, item: string) {
    await this.row(note)
      .getByRole("button", { name: `Actions for ${note}` })
      .click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** The switch of a limit in the open form; its field shows while it is on. */
  limitSwitch(name: LimitName) {
    return this.dialog.getByRole("switch", { name, exact: true });
  }

  limitField(name: LimitName) {
    return this.dialog.getByRole("textbox", { name: FIELDS[name], exact: true });
  }

  /** Sets limits in the open form; null switches one off. */
  async fillLimits(limits: Limits) {
    const { "Reset period": period, ...amounts } = limits;
    for (const [name, amount] of Object.entries(amounts) as [LimitName, string | null][]) {
      await this.limitSwitch(name).setChecked(amount !== null);
      if (amount !== null) await this.limitField(name).fill(amount);
    }
    if (period)
      await this.dialog
        .getByRole("group", { name: "Reset period" })
        .getByRole("radio", { name: period })
        .check();
  }

  async createLimited(note: string, limits: Limits) {
    await this.page.getByRole("button", { name: "Create key" }).first().click();
    await this.dialog.getByRole("textbox", { name: "Note" }).fill(note);
    await this.fillLimits(limits);
    await this.dialog.getByRole("button", { name: "Create key" }).click();
    return this.takeSecret();
  }

  async editLimits(note: string, limits: Limits) {
    await this.choose(note, "Edit");
    await this.fillLimits(limits);
    await this.dialog.getByRole("button", { name: "Save changes" }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Turns a key's switch and waits until the server has done it. */
  async turn(note: string, state: "on" | "off") {
    const done = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.ok(),
    );
    await this.switchOf(note).click();
    await done;
    await expect(this.switchOf(note)).toBeChecked({ checked: state === "on" });
  }
}
