import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeFromQuery, rangeQuery, type UsageRange, usageRange } from "../schema";
import { anyInstant, anyRange } from "../testing.ranges";
import { HOUR_MS, pointsOf, resolveRange } from "./range";

const at = (text: string) => Date.parse(`${text}Z`);
const shown = (range: UsageRange, now: string) => {
  const { fromMs, toMs, unit, previous } = resolveRange(range, at(now));
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 13);
  return [text(fromMs), text(toMs), unit, text(previous.fromMs), text(previous.toMs)];
};

describe("resolveRange", () => {
  it("gives whole hours, days and months of UTC that end with the present one", () => {
    const now = "2026-11-21T14:30:00";
    expect(shown("24h", now)).toEqual([
      "2026-11-20T15",
      "2026-11-21T15",
      "hour",
      "2026-11-19T15",
      "2026-11-20T15",
    ]);
    expect(shown("7d", now)).toEqual([
      "2026-11-15T00",
      "2026-11-22T00",
      "day",
      "2026-11-08T00",
      "2026-11-14T15",
    ]);
    expect(shown("12mo", now)).toEqual([
      "2025-12-01T00",
      "2026-12-01T00",
      "month",
      "2024-12-01T00",
      "2025-11-21T15",
    ]);
  });

  it("compares the end of a leap February with the end of a common one", () => {
    expect(shown("12mo", "2028-02-29T23:59:59")).toEqual([
      "2027-03-01T00",
      "2028-03-01T00",
      "month",
      "2026-03-01T00",
      "2027-03-01T00",
    ]);
  });

  it("counts both days of a custom range, and cuts off what is yet to come", () => {
    const now = "2026-11-21T14:30:00";
    expect(shown({ from: "2026-11-01", to: "2026-11-02" }, now).slice(0, 3)).toEqual([
      "2026-11-01T00",
      "2026-11-03T00",
      "hour",
    ]);
    expect(shown({ from: "2026-11-20", to: "2027-03-01" }, now).slice(0, 3)).toEqual([
      "2026-11-20T00",
      "2026-11-22T00",
      "hour",
    ]);
    expect(shown({ from: "2020-01-31", to: "2020-01-31" }, now)[2]).toBe("day");
    expect(shown({ from: "2026-01-15", to: "2026-11-02" }, now)[2]).toBe("month");
  });

  it("has points that begin with it, rise, end within it, and a span before it that is no longer and no later", () => {
    fc.assert(
      fc.property(anyRange, anyInstant, (range, nowMs) => {
        const resolved = resolveRange(range, nowMs);
        const points = pointsOf(resolved);
        expect(points[0]).toBe(resolved.fromMs);
        expect(points.at(-1)).toBeLessThan(resolved.toMs);
        for (let i = 1; i < points.length; i++) expect(points[i]).toBeGreaterThan(points[i - 1]!);
        expect(points.length).toBeLessThanOrEqual(122);
        const { previous } = resolved;
        expect(previous.toMs).toBeLessThanOrEqual(resolved.fromMs);
        expect(previous.fromMs).toBeLessThan(resolved.fromMs);
        expect(previous.toMs - previous.fromMs).toBeGreaterThanOrEqual(0);
        expect(
          [resolved.fromMs, resolved.toMs, previous.fromMs, previous.toMs].every((ms) => ms % HOUR_MS === 0),
        ).toBe(true);
      }),
    );
  });
});

describe("the range of an address", () => {
  it("is read as it is written", () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        expect(rangeFromQuery(rangeQuery(range))).toEqual(range);
      }),
    );
  });

  it.each([
    {},
    { range: "1y" },
    { from: "2026-11-01" },
    { from: "2026-11-02", to: "2026-11-01" },
    { from: "x", to: "y" },
  ])("is seven days for %j", (query) => expect(rangeFromQuery(query)).toBe("7d"));

  it("says what is wrong where a verb is asked", () => {
    const message = (value: unknown) => usageRange.safeParse(value).error?.issues[0]?.message;
    expect(message("1y")).toBe("Choose 24h, 7d, 30d, 90d, 12mo or two dates.");
    expect(message({ from: "2026-11-02", to: "2026-11-01" })).toBe("The end is before the beginning.");
    expect(message({ from: "2026-11-31", to: "2026-12-01" })).toBe("Enter a date such as 2026-11-30.");
    expect(message({ from: "0001-01-01", to: "2026-12-01" })).toBe("Choose at most ten years.");
  });
});
