import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Landmarks and headings are judged on whole pages: what opens over one has none of its own. */
export const PAGE = { tags: [...WCAG, "best-practice"], without: [] as string[] };
/** Dialogs and tooltips. */
export const DIALOG = { tags: WCAG, without: [] as string[] };
/** A menu half covers the links behind it, which then look too small. */
export const MENU = { tags: WCAG, without: ["target-size"] };

const MOST_MS = 2000;

/** Holds what the page shows now to WCAG, once nothing moves any more. */
export async function expectNoViolations(page: Page, what: string, { tags, without } = PAGE) {
  // What pulses or turns for ever has no end, and a page that is not painted ends nothing: neither is waited for.
  await page.evaluate((mostMs) => {
    const ends = document.getAnimations().map((animation) => animation.finished.catch(() => {}));
    return Promise.race([Promise.all(ends), new Promise((resolve) => setTimeout(resolve, mostMs))]);
  }, MOST_MS);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(without).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  expect(found, what).toEqual([]);
}
