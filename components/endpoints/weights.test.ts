import { expect, it } from "vitest";
import { MAX_TARGETS, TOTAL_WEIGHT } from "@/lib/endpoints/schema";
import { afterAdding, afterRemoving, splitEvenly, totalText } from "./weights";

it("splits any number of targets evenly, in whole weights that sum to 100", () => {
  expect(splitEvenly(3)).toEqual([34, 33, 33]);
  for (let count = 1; count <= MAX_TARGETS; count++) {
    const weights = splitEvenly(count);
    expect(weights.reduce((sum, weight) => sum + weight)).toBe(TOTAL_WEIGHT);
    expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
  }
});

it.each([
  [[100], [50, 50]],
  [
    [50, 50],
    [34, 33, 33],
  ],
  [
    [70, 20],
    [70, 20, 10],
  ],
  [
    [70, 30],
    [70, 30, 0],
  ],
  [
    [Number.NaN, 30],
    [Number.NaN, 30, 70],
  ],
])("a target more than %j makes %j", (weights, expected) => {
  expect(afterAdding(weights)).toEqual(expected);
});

it.each([
  [[70, 30], 0, [100]],
  [[34, 33, 33], 1, [50, 50]],
  [[70, 20, 10], 2, [70, 20]],
])("%j without the one at %i makes %j", (weights, index, expected) => {
  expect(afterRemoving(weights, index)).toEqual(expected);
});

it("says what is missing or too much", () => {
  expect([100, 80, 120].map(totalText)).toEqual([
    "Total 100",
    "Total 80 — add 20",
    "Total 120 — take off 20",
  ]);
});
