import { expect, it } from "vitest";
import { newId } from "./ids";
import { decodeCursor, encodeCursor } from "./page-cursor";

it("a cursor gives back its position", () => {
  const position = { at: new Date("2026-11-21T02:39:11.123Z"), id: newId() };
  expect(decodeCursor(encodeCursor(position))).toEqual(position);
});

it.each([-1, -8.64e15, 8.64e15, 253_402_300_800_000, 1.5])(
  "a cursor of the instant %d, which the database cannot hold or we never stored, is refused",
  (atMs) => {
    const cursor = Buffer.from(JSON.stringify([atMs, newId()])).toString("base64url");
    expect(() => decodeCursor(cursor)).toThrow("This page no longer exists.");
  },
);
