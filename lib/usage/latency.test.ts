import fc from "fast-check";
import { expect, it } from "vitest";
import { bucketMs, latencyBucket } from "./latency";

it("a bucket ends at or after what is in it, and by a tenth at most", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4_000_000 }), (ms) => {
      const end = bucketMs(latencyBucket(ms));
      expect(end).toBeGreaterThanOrEqual(ms * (1 - 1e-9));
      expect(end).toBeLessThan(ms * 1.1 + 1e-6);
    }),
  );
});

it("what is no duration, and what is longer than any, has a bucket too", () => {
  expect([Number.NaN, -5, 0, 1, Number.MAX_VALUE].map(latencyBucket)).toEqual([0, 0, 0, 0, 160]);
});
