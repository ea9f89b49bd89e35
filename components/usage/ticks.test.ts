import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ticksTo } from "./ticks";

describe("the values beside an axis", () => {
  it.each([
    [16_200, [0, 5_000, 10_000, 15_000, 20_000]],
    [1, [0, 0.25, 0.5, 0.75, 1]],
    [0.00000705, [0, 0.000002, 0.000004, 0.000006, 0.000008]],
    [0, [0, 1]],
  ])("are round up to %d", (greatest, ticks) => expect(ticksTo(greatest)).toEqual(ticks));

  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [9, [0, 5, 10]],
  ])("count whole things up to %d in whole steps", (greatest, ticks) =>
    expect(ticksTo(greatest, { whole: true })).toEqual(ticks),
  );

  it("hold every value, and are few", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), fc.boolean(), (greatest, whole) => {
        const ticks = ticksTo(greatest, { whole });
        expect(ticks.at(-1)! * (1 + 1e-9)).toBeGreaterThanOrEqual(greatest);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
        if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});
