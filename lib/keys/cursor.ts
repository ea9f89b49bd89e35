import { DomainError } from "../errors";
import type { KeySort } from "./schema";

/** Where a page ended: the sorted value and the id of its last row. */
export type Position = { value: string | null; id: string };

/** An opaque cursor. It remembers its order, so that it cannot be used with another one. */
export const encodeCursor = (order: string, position: Position): string =>
  Buffer.from(JSON.stringify([order, position.value, position.id])).toString("base64url");

/** The position in a cursor. Throws `invalid_input` for one that is not ours or belongs to another order. */
export function decodeCursor(order: string, cursor: string): Position {
  try {
    const [cursorOrder, value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (cursorOrder === order && typeof id === "string" && (value === null || typeof value === "string")) {
      return { value, id };
    }
  } catch {
    // Falls through to the one answer for every cursor that cannot be used.
  }
  throw new DomainError("invalid_input", "This page no longer exists. Start again from the first one.", {
    cursor: "Not a cursor of this list.",
  });
}

export const orderOf = (sort: KeySort, direction: "asc" | "desc") => `${sort}:${direction}`;
