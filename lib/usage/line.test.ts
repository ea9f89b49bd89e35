import { expect, it } from "vitest";
import { columns } from "./batch-columns";
import { CALL_FIELDS, toLines } from "./line";
import { usageRecord } from "./testing";

it("a call's line has a field for each column that is its own, whatever clients and providers say", () => {
  const odd = "a\tb\nc\u2028d\0e\\N\ud800";
  const records = [
    usageRecord(),
    usageRecord({
      model: odd,
      provider: odd,
      endpoint: odd,
      userAgent: odd,
      address: null,
      firstByteMs: null,
    }),
    usageRecord({ keyId: null, code: "invalid_api_key", userAgent: odd }),
  ];
  const lines = toLines(records).split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.map((line) => line.split("\t").length)).toEqual([30, 25, 30, 25, 25]);
  // The instant beside the columns, and whose it is in the caller's line.
  expect(columns.split(", ").length + 1 - 3).toBe(CALL_FIELDS);
});
