import { describe, expect, it } from "vitest";
import {
  changeOf,
  exactCount,
  exactUsd,
  shortCount,
  shortDuration,
  shownCount,
  shownDuration,
  shownShare,
  shownUsd,
} from "./figures";

describe("figures", () => {
  it("shows every digit of a count below a million", () => {
    expect([0, 940, 128_440, 999_999].map(shownCount)).toEqual(["0", "940", "128,440", "999,999"]);
    expect([1_000_000, 1_284_401, 52_300_000].map(shownCount)).toEqual(["1M", "1.28M", "52.3M"]);
    expect(exactCount(1_284_401)).toBe("1,284,401");
    expect(shortCount(12_400)).toBe("12.4K");
  });

  it("shows dollars to the cent, and what is less than a cent by its first digits", () => {
    expect(["0", "0.5", "12.345", "1284", "2500000"].map(shownUsd)).toEqual([
      "$0.00",
      "$0.50",
      "$12.35",
      "$1,284.00",
      "$2.5M",
    ]);
    expect(shownUsd("0.00000705")).toBe("$0.00000705");
    expect(shownUsd("0.012345")).toBe("$0.0123");
  });

  it("keeps every digit of an amount, also where a float could not", () => {
    expect(exactUsd("0")).toBe("$0.00");
    expect(exactUsd("1284.5")).toBe("$1,284.50");
    expect(exactUsd("9007199254740993.000000001")).toBe("$9,007,199,254,740,993.000000001");
    expect(exactUsd("-3.25")).toBe("-$3.25");
  });

  it("never rounds a share that is there to nothing", () => {
    expect([0, 0.0001, 0.0123, 1].map(shownShare)).toEqual(["0%", "<0.1%", "1.2%", "100%"]);
  });

  it("chooses the unit of a duration", () => {
    expect([0, 412.3, 999.7, 1240, 59_900, 150_000].map(shownDuration)).toEqual([
      "0 ms",
      "412 ms",
      "1.00 s",
      "1.24 s",
      "59.9 s",
      "2.5 min",
    ]);
    expect([0, 500, 2500].map(shortDuration)).toEqual(["0 ms", "500 ms", "2.5 s"]);
  });

  it("compares with what was before, where there was anything", () => {
    expect(changeOf(150, 100)).toBe(0.5);
    expect(changeOf(0, 100)).toBe(-1);
    expect(changeOf(5, 0)).toBeNull();
  });
});
