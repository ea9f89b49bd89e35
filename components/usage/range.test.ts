import { describe, expect, it } from "vitest";
import { type RangePreset, rangeFromQuery } from "@/lib/usage/schema";
import { fullLabel, PRESETS, parseRange, rangeLabel, rangeSearch, shortLabel } from "./range";

describe("the range in the address", () => {
  it.each([
    ...Object.keys(PRESETS).map((preset) => `range=${preset}`),
    "from=2026-11-01&to=2026-11-30",
    "from=2026-11-30&to=2026-11-01",
    "from=2026-11-01",
    "from=2026-11-01&range=30d",
    "from=2026-02-28&to=2026-02-30",
    "from=2026-13-01&to=2026-13-02",
    "from=2016-11-14&to=2026-11-21",
    "from=2016-11-13&to=2026-11-21",
    "from=2026-11-01&to=2026-11-01",
    "from=yesterday&to=today",
    "range=toString",
    "",
  ])("reads %j as the verbs do", (search) => {
    const query = new URLSearchParams(search);
    expect(parseRange(query)).toEqual(rangeFromQuery(Object.fromEntries(query)));
  });

  it("comes back as it was written", () => {
    const ranges = [...(Object.keys(PRESETS) as RangePreset[]), { from: "2026-02-01", to: "2026-02-28" }];
    for (const range of ranges) expect(parseRange(new URLSearchParams(rangeSearch(range)))).toEqual(range);
  });

  it("is short for what is usual", () => {
    expect(rangeSearch("7d")).toBe("");
    expect(rangeSearch("24h")).toBe("range=24h");
  });
});

describe("labels, in UTC wherever they are read", () => {
  it("names days that were chosen", () => {
    expect(rangeLabel("12mo")).toBe("12 months");
    expect(rangeLabel({ from: "2026-11-01", to: "2026-11-30" })).toBe("1 Nov 2026 – 30 Nov 2026");
  });

  it("names a point by its unit", () => {
    const at = "2026-11-21T23:00:00.000Z";
    expect([shortLabel(at, "hour"), shortLabel(at, "day"), shortLabel(at, "month")]).toEqual([
      "23:00",
      "21 Nov",
      "Nov",
    ]);
    expect(fullLabel(at, "hour")).toMatch(/^Sat,? 21 Nov,? 23:00 UTC$/);
    expect(fullLabel(at, "month")).toBe("November 2026");
  });
});
