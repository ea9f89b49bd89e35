import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newRanges, ROAMING_RANGES, ROAMING_SPAN_MS, SETTLING_MS, type Sighting } from "./new-ranges";

const T0 = Date.UTC(2026, 0, 1);
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const at = (days: number, address: string): Sighting => ({ address, firstSeenAtMs: T0 + days * DAY_MS });
const rangesOf = (sightings: Sighting[], sinceMs = 0) =>
  newRanges(sightings, sinceMs).map(({ range }) => range);

describe("newRanges", () => {
  it("tells the first address of a range that a settled key was never used from", () => {
    const found = newRanges(
      [at(0, "203.0.113.7"), at(0.5, "198.51.100.4"), at(31, "192.0.2.9"), at(32, "192.0.2.200")],
      0,
    );
    expect(found).toEqual([
      {
        address: "192.0.2.9",
        range: "192.0.2.0/24",
        firstSeenAtMs: T0 + 31 * DAY_MS,
        knownRanges: 2,
        firstCallAtMs: T0,
      },
    ]);
  });

  it("takes what a key meets within a day of its first call for where it belongs, to the millisecond", () => {
    const late = (ms: number) => [at(0, "203.0.113.7"), { address: "192.0.2.9", firstSeenAtMs: T0 + ms }];
    expect(rangesOf(late(SETTLING_MS - 1))).toEqual([]);
    expect(rangesOf(late(SETTLING_MS))).toEqual(["192.0.2.0/24"]);
  });

  it("counts an IPv4 address inside IPv6 as what it is, and a /48 as one range", () => {
    expect(rangesOf([at(0, "203.0.113.7"), at(9, "::ffff:203.0.113.8")])).toEqual([]);
    expect(rangesOf([at(0, "2001:db8:1:2::3"), at(9, "2001:db8:1:ffff::1")])).toEqual([]);
    expect(rangesOf([at(0, "2001:db8:1:2::3"), at(9, "2001:db8:2::1")])).toEqual(["2001:db8:2::/48"]);
  });

  it("looks at what came since an instant, against everything before it, in whatever order it comes", () => {
    const sightings = [at(20, "192.0.2.1"), at(0, "203.0.113.7"), at(10, "198.51.100.4")];
    expect(rangesOf(sightings, T0 + 15 * DAY_MS)).toEqual(["192.0.2.0/24"]);
    expect(rangesOf(sightings, T0 + 25 * DAY_MS)).toEqual([]);
  });

  it("says nothing more of a key that moves about, until it has stayed for a while", () => {
    const roaming = Array.from({ length: 12 }, (_, day) => at(day * 2, `10.0.${day}.1`));
    expect(rangesOf(roaming)).toHaveLength(ROAMING_RANGES);
    const settled = [...roaming, at(22 + ROAMING_SPAN_MS / DAY_MS, "192.0.2.1")];
    expect(rangesOf(settled).at(-1)).toBe("192.0.2.0/24");
  });

  it("finds nothing on a steady history: whatever a key called from on its first day, it may call from ever after", () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((ip) => !ip.includes(".")),
    );
    const history = fc.record({
      home: fc.array(address, { minLength: 1, maxLength: 20 }),
      later: fc.array(fc.record({ which: fc.nat(), hours: fc.integer({ min: 0, max: 5000 }) }), {
        maxLength: 60,
      }),
    });
    fc.assert(
      fc.property(history, ({ home, later }) => {
        const sightings = [
          ...home.map((ip, i) => ({ address: ip, firstSeenAtMs: T0 + i * HOUR_MS })),
          ...later.map(({ which, hours }) => ({
            address: home[which % home.length]!,
            firstSeenAtMs: T0 + hours * HOUR_MS,
          })),
        ];
        expect(newRanges(sightings, 0)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
