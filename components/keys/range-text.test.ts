import { expect, it } from "vitest";
import { type ReadKey, TOTAL_CAP } from "@/lib/keys/schema";
import { COUNTED_TO, rangeText } from "./range-text";

const page = (shown: number, total: number) => ({ keys: Array<ReadKey>(shown), total });

it("knows up to where matches are counted", () => {
  expect(COUNTED_TO).toBe(TOTAL_CAP);
});

it.each([
  [page(12, 12), 0, 50, "1–12 of 12"],
  [page(50, 1234), 0, 50, "1–50 of 1,234"],
  [page(34, 1234), 24, 50, "1,201–1,234 of 1,234"],
  [page(50, TOTAL_CAP), 0, 50, "1–50 of 10,000+"],
  // A key that was added while the pages were turned.
  [page(50, 99), 1, 50, "51–100 of 100"],
])("says where page %# lies", (shown, index, limit, text) => {
  expect(rangeText(shown, index, limit)).toBe(text);
});
