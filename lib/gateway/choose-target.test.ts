import { describe, expect, it } from "vitest";
import { chooseTarget } from "./choose-target";

const targets = [
  { name: "a", weight: 70 },
  { name: "b", weight: 29 },
  { name: "c", weight: 1 },
  { name: "fallback", weight: null },
];

/** A generator of its own, so that the test says the same every time: 32 bits of xorshift. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe("chooseTarget", () => {
  it.each([1, 7, 2026])("splits 10,000 calls by weight (seed %i)", (seed) => {
    const random = randoms(seed);
    const counts = new Map<string, number>();
    for (let call = 0; call < 10_000; call++) {
      const { name } = chooseTarget(targets, random())!;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.has("fallback")).toBe(false);
    for (const { name, weight } of targets) {
      if (weight === null) continue;
      const share = weight / 100;
      // Four standard deviations: one run in 16,000 would be outside by chance.
      const bound = 4 * Math.sqrt(10_000 * share * (1 - share));
      expect(Math.abs((counts.get(name) ?? 0) - 10_000 * share)).toBeLessThan(bound);
    }
  });

  it.each([
    [0, "a"],
    [0.6999, "a"],
    [0.7, "b"],
    [0.9899, "b"],
    [0.99, "c"],
    [1 - Number.EPSILON, "c"],
  ])("at %f is %s", (random, name) => expect(chooseTarget(targets, random)!.name).toBe(name));

  it("shares by weight where the sum is not 100, and finds nothing where nothing weighs", () => {
    const two = [
      { name: "a", weight: 1 },
      { name: "b", weight: 3 },
    ];
    expect(chooseTarget(two, 0.24)!.name).toBe("a");
    expect(chooseTarget(two, 0.26)!.name).toBe("b");
    expect(chooseTarget([{ weight: null }], 0.5)).toBeNull();
    expect(chooseTarget([], 0)).toBeNull();
  });
});
