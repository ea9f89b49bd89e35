import { describe, expect, it } from "vitest";
import { exactLocal, exactUtc, relative } from "./instants";

const NOW_MS = Date.parse("2026-11-20T21:35:08Z");
const at = (offsetSeconds: number) => new Date(NOW_MS + offsetSeconds * 1000).toISOString();

describe("relative", () => {
  it.each([
    [0, "just now"],
    [-59, "just now"],
    [59, "in less than a minute"],
    [-60, "1 minute ago"],
    [-3 * 60 - 59, "3 minutes ago"],
    [-3600, "1 hour ago"],
    [-47 * 3600, "1 day ago"],
    [5 * 86_400, "in 5 days"],
    [30 * 86_400 - 60, "in 30 days"],
    [2.5 * 86_400, "in 2 days"],
    [-31 * 86_400, "1 month ago"],
    [366 * 86_400, "in 1 year"],
  ])("%i s from now reads %s", (offsetSeconds, words) => {
    expect(relative(at(offsetSeconds), NOW_MS)).toBe(words);
  });
});

it("gives the exact instant in UTC and on the reader's clock", () => {
  expect(exactUtc(at(0))).toBe("20 Nov 2026, 21:35:08 UTC");
  expect(exactLocal(at(0), "Asia/Tokyo")).toBe("21 Nov 2026, 06:35:08 GMT+9");
});
