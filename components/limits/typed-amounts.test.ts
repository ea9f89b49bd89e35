import { describe, expect, it } from "vitest";
import { countText, readCount, readUsd } from "./typed-amounts";

describe("a count", () => {
  it.each([
    ["500", 500],
    [" 1,000,000 ", 1_000_000],
    ["1 000 000", 1_000_000],
    ["1_000", 1000],
  ])("%j is %d", (text, count) => expect(readCount(text)).toBe(count));

  it.each(["", "many", "1,5", "10,00", "1.5", "-3", "1e6", "1,,000", "1{000"])("%j is none", (text) =>
    expect(readCount(text)).toBeNaN(),
  );

  it("comes back into its field as it can be typed", () => {
    expect(readCount(countText(1_234_567))).toBe(1_234_567);
    expect([null, undefined, Number.NaN].map(countText)).toEqual(["", "", ""]);
  });
});

describe("dollars", () => {
  it.each([
    ["25", "25"],
    ["$ 0.50", "0.50"],
    ["$1,250.50", "1250.50"],
    ["1 000", "1000"],
  ])("%j is %j", (text, usd) => expect(readUsd(text)).toBe(usd));

  it.each(["", "0,50", "1.2.3", "ten", "-1", "1,25.5"])("%j is left for the form to refuse", (text) =>
    expect(readUsd(text)).toBe(text),
  );
});
