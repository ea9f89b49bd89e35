import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endOfDay, expiresSoon, inDays, refetchDelayMs, today } from "./expiry";

const now = Date.parse("2027-03-10T12:00:00Z");

describe("a key's expiry in the form", () => {
  const zone = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = "America/New_York";
  });
  afterAll(() => {
    process.env.TZ = zone;
  });

  it("a date means the end of that day in the person's own zone", () => {
    expect(endOfDay("2027-01-31")).toBe("2027-02-01T04:59:59.000Z");
    // Daylight saving began on March 14th.
    expect(endOfDay("2027-03-14")).toBe("2027-03-15T03:59:59.000Z");
  });

  it.each(["", "2027-02-30", "2027-13-01", "31.01.2027", "2027-1-3"])("%j is not a date", (text) => {
    expect(endOfDay(text)).toBeNull();
  });

  it("today is the person's own", () => {
    expect(today(Date.parse("2027-01-01T02:00:00Z"))).toBe("2026-12-31");
  });

  it("a preset counts whole days from now", () => {
    expect(inDays(7, now)).toBe("2027-03-17T12:00:00.000Z");
  });
});

describe("a key's expiry in the list", () => {
  it("warns in its last week, not before, and not once it has passed", () => {
    expect(expiresSoon("2027-03-17T11:59:59Z", now)).toBe(true);
    expect(expiresSoon("2027-03-17T12:00:00Z", now)).toBe(false);
    expect(expiresSoon("2027-03-10T11:59:59Z", now)).toBe(false);
  });

  it("the list looks again when one of its keys expires", () => {
    const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();
    expect(refetchDelayMs([null, inSeconds(-5), inSeconds(100)], now, 30_000)).toBe(30_000);
    expect(refetchDelayMs([null, inSeconds(5)], now, 30_000)).toBe(5250);
    expect(refetchDelayMs([inSeconds(0)], now, 30_000)).toBe(1000);
  });
});
