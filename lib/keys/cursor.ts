import { DomainError } from "../errors";
import { isId } from "../ids";
import { isStorable } from "../parse";
import type { KeySort } from "./schema";

/** As PostgreSQL writes one: `2026-11-21 02:39:11.123+00`. */
const TIME = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/;

/** Where a page ended: the sorted value and the id of its last row. */
export type Position = { value: string | null; id: string };

/** An opaque cursor. It remembers its order, so that it cannot be used with another one. */
export const encodeCursor = (order: string, position: Position): string =>
  Buffer.from(JSON.stringify([order, position.value, position.id])).toString("base64url");

/** The position in a cursor. Throws `invalid_input` for one that is not ours or belongs to another order. */
export function decodeCursor(order: string, cursor: string): Position {
  try {
    const [cursorOrder, value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (cursorOrder === order && typeof id === "string" && isId(id) && isValue(order, value)) {
      return { value, id };
    }
  } catch {
    // Falls through to the one answer for every cursor that cannot be used.
  }
  throw new DomainError("invalid_input", "This page no longer exists. Start again from the first one.", {
    cursor: "Not a cursor of this list.",
  });
}

/** A time where the order is one of times; nobody but us writes cursors, but anybody may try. */
function isValue(order: string, value: unknown): value is string | null {
  if (value === null) return true;
  if (typeof value !== "string" || !isStorable(value)) return false;
  return order.startsWith("note:") || (TIME.test(value) && !Number.isNaN(Date.parse(inIso(value))));
}

const inIso = (time: string) => time.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

export const orderOf = (sort: KeySort, direction: "asc" | "desc") => `${sort}:${direction}`;
