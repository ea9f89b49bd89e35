import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodEndMs, periodStartMs } from "./period";
import { RESET_PERIODS } from "./schema";

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe("a reset period", () => {
  it.each([
    ["daily", "2026-11-21T00:00:00.000Z", "2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z"],
    ["daily", "2026-11-21T23:59:59.999Z", "2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z"],
    // A Saturday, a Sunday's last instant, a Monday's first.
    ["weekly", "2026-11-21T12:00:00Z", "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
    ["weekly", "2026-11-22T23:59:59.999Z", "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
    ["weekly", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00.000Z", "2026-11-30T00:00:00.000Z"],
    // A week over new year.
    ["weekly", "2027-01-01T00:00:00Z", "2026-12-28T00:00:00.000Z", "2027-01-04T00:00:00.000Z"],
    ["weekly", "1970-01-01T00:00:00Z", "1969-12-29T00:00:00.000Z", "1970-01-05T00:00:00.000Z"],
    ["monthly", "2026-12-31T23:59:59.999Z", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["monthly", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["monthly", "2027-02-28T23:59:59.999Z", "2027-02-01T00:00:00.000Z", "2027-03-01T00:00:00.000Z"],
    // The nights on which clocks change in New York and Berlin are days like any other.
    ["daily", "2026-03-08T06:59:59Z", "2026-03-08T00:00:00.000Z", "2026-03-09T00:00:00.000Z"],
    ["daily", "2026-10-25T01:30:00Z", "2026-10-25T00:00:00.000Z", "2026-10-26T00:00:00.000Z"],
    ["weekly", "2026-03-29T02:30:00Z", "2026-03-23T00:00:00.000Z", "2026-03-30T00:00:00.000Z"],
  ] as const)("%s at %s runs from %s to %s", (period, now, start, end) => {
    expect(iso(periodStartMs(period, at(now)))).toBe(start);
    expect(iso(periodEndMs(period, at(now)))).toBe(end);
  });

  it("that never resets began with time and does not end", () => {
    expect(periodStartMs("never", at("2026-11-21T12:00:00Z"))).toBe(0);
    expect(periodEndMs("never", at("2026-11-21T12:00:00Z"))).toBeNull();
  });

  it("holds its instant, ends where the next begins, and is the same in every time zone", () => {
    const instant = fc.date({
      min: new Date("1990-01-01"),
      max: new Date("2100-01-01"),
      noInvalidDate: true,
    });
    const zone = process.env.TZ;
    try {
      fc.assert(
        fc.property(
          instant,
          fc.constantFrom(...RESET_PERIODS),
          fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu"),
          (date, period, tz) => {
            process.env.TZ = tz;
            const startMs = periodStartMs(period, date.getTime());
            const endMs = periodEndMs(period, date.getTime());
            expect(startMs).toBeLessThanOrEqual(date.getTime());
            expect(periodStartMs(period, startMs)).toBe(startMs);
            if (endMs === null) return;
            expect(endMs).toBeGreaterThan(date.getTime());
            expect(periodStartMs(period, endMs)).toBe(endMs);
            expect(periodStartMs(period, endMs - 1)).toBe(startMs);
            expect(new Date(startMs).toISOString()).toMatch(/T00:00:00\.000Z$/);
            if (period === "weekly") expect(new Date(startMs).getUTCDay()).toBe(1);
            if (period === "monthly") expect(new Date(startMs).getUTCDate()).toBe(1);
          },
        ),
        { numRuns: 2000 },
      );
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
