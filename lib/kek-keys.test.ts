import { describe, expect, it } from "vitest";
import { formatKekKeys, parseKekKeys } from "./kek-keys";

const key = (byte: number) => Buffer.alloc(32, byte);
const [one, two] = [key(1).toString("base64"), key(2).toString("base64")];

describe("parseKekKeys", () => {
  it("takes one key of 32 bytes as base64 or hex for version 1", () => {
    for (const text of [one, key(1).toString("base64url"), key(1).toString("hex"), ` ${one}\n`]) {
      expect([...parseKekKeys(text)]).toEqual([[1, key(1)]]);
    }
  });

  it("takes several versions in any order and puts the newest first", () => {
    for (const text of [`1:${one},2:${two}`, `2:${two}, 1:${key(1).toString("hex")}`]) {
      expect([...parseKekKeys(text)]).toEqual([
        [2, key(2)],
        [1, key(1)],
      ]);
    }
  });

  it.each([
    ["c2hvcnQ=", "32 bytes"],
    [`${one},${two}`, "32 bytes"],
    [`2:${two},`, "2:<key>,1:<key>"],
    [`0:${one}`, "2:<key>,1:<key>"],
    [`v2:${two}`, "2:<key>,1:<key>"],
    [`2:${two.slice(1)},1:${one}`, "version 2"],
    [`2:${two},2:${one}`, "version 2 twice"],
    [`2:${one},1:${one}`, "versions 2 and 1 are the same key"],
  ])("refuses %j without repeating it", (text, message) => {
    expect(() => parseKekKeys(text)).toThrow(message);
    expect(() => parseKekKeys(text)).not.toThrow(text.slice(-20));
  });

  it("reads what formatKekKeys writes", () => {
    for (const text of [one, `2:${two}`, `12:${two},3:${one}`]) {
      expect(formatKekKeys(parseKekKeys(text))).toBe(text);
    }
  });
});
