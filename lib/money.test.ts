import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUsd, parseUsd } from "./money";

describe("money", () => {
  it("is exact in both directions", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (nano) => parseUsd(formatUsd(nano)) === nano),
    );
  });

  it("reads what people write, and nothing else", () => {
    expect(parseUsd("0.15")).toBe(150_000_000n);
    expect(parseUsd(" 2 ")).toBe(2_000_000_000n);
    for (const text of ["", ".", "-1", "1e3", "1,5", "0.0000000001", "abc", "1.", "1234567890"]) {
      expect(parseUsd(text)).toBeNull();
    }
  });

  it("writes no more digits than it needs", () => {
    expect([0n, 1n, 1_500_000_000n, -250_000_000n].map(formatUsd)).toEqual([
      "0",
      "0.000000001",
      "1.5",
      "-0.25",
    ]);
  });
});
