import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyLocally, type Change, onChange, payloads } from "./changes";

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("key" as const),
    hash: fc.string({ minLength: 64, maxLength: 64, unit: "grapheme-ascii" }),
  }),
  fc.record({ kind: fc.constant("routes" as const), projectId: fc.uuid() }),
);

describe("payloads", () => {
  it("hold every change in order, each below PostgreSQL's limit of 8,000 bytes", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 400 }), (changes) => {
        const parts = payloads(changes);
        expect(parts.flatMap((part) => JSON.parse(part))).toEqual(changes);
        expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThan(8000);
      }),
    );
  });
});

describe("onChange", () => {
  it("tells everyone until they stop listening", () => {
    const seen: Change[] = [];
    const stop = onChange((change) => seen.push(change));
    applyLocally({ kind: "key", hash: "a" });
    stop();
    applyLocally({ kind: "key", hash: "b" });
    expect(seen).toEqual([{ kind: "key", hash: "a" }]);
  });
});
