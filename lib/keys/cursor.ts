import { DomainError } from "../errors";
import { isId } from "../ids";
import { isStorable } from "../parse";
import type { KeySort } from "./schema";

/** As PostgreSQL writes one: `2026-11-21 02:39:11.123+00`, at most sixteen hours from UTC. */
const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(\.\d{1,6})?)[+-](0\d|1[0-5])(:[0-5]\d)?$/;

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
  return order.startsWith("note:") || isTime(value);
}

/** JavaScript reads the 31st of February as a day of March, and knows a year 0: PostgreSQL refuses both. */
function isTime(value: string): boolean {
  const [, day = "", time] = TIME.exec(value) ?? [];
  const atMs = Date.parse(`${day}T${time}Z`);
  return !Number.isNaN(atMs) && !day.startsWith("0000") && new Date(atMs).toISOString().startsWith(day);
}

export const orderOf = (sort: KeySort, direction: "asc" | "desc") => `${sort}:${direction}`;
