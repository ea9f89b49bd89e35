import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstant, anyRange } from "../testing.ranges";
import { DAY_MS, HOUR_MS, monthOf, resolveRange } from "./range";
import { bucketsOf, slicesOf } from "./slices";

const at = (text: string) => Date.parse(`${text}Z`);
const LENGTHS = { hour: () => HOUR_MS, day: () => DAY_MS, month: (ms: number) => monthOf(ms, 1) - ms };

describe("the rows of a range", () => {
  it("are slices that follow on one another, days where days are whole", () => {
    fc.assert(
      fc.property(anyRange, anyInstant, (range, nowMs) => {
        const resolved = resolveRange(range, nowMs);
        for (const span of [resolved, resolved.previous]) {
          let atMs = span.fromMs;
          for (const slice of slicesOf(span)) {
            expect(slice.fromMs).toBe(atMs);
            if (slice.period === "day") expect([slice.fromMs % DAY_MS, slice.toMs % DAY_MS]).toEqual([0, 0]);
            atMs = slice.toMs;
          }
          expect(atMs).toBe(span.toMs);
        }
      }),
    );
  });

  it("are buckets that follow on one another and end with the range, or with the present month", () => {
    fc.assert(
      fc.property(anyRange, anyInstant, (range, nowMs) => {
        const span = resolveRange(range, nowMs);
        let atMs = span.fromMs;
        for (const { period, startMs } of bucketsOf(span, nowMs)) {
          expect(startMs).toBe(atMs);
          if (period !== "hour") expect(startMs % DAY_MS).toBe(0);
          if (period === "month") expect(startMs).toBe(monthOf(startMs));
          atMs += LENGTHS[period](startMs);
        }
        expect(atMs).toBeGreaterThanOrEqual(span.toMs);
        if (atMs > span.toMs) expect(span.toMs).toBeGreaterThan(nowMs);
      }),
    );
  });

  it("are few: a quarter's buckets are its months and the days at its beginning", () => {
    const buckets = bucketsOf(resolveRange("90d", at("2026-11-21T14:30:00")), at("2026-11-21T14:30:00"));
    expect(buckets.map(({ period }) => period).join(" ")).toBe(`${"day ".repeat(8)}month month month`);
  });
});
