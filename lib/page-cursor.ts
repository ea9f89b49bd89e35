import { DomainError } from "./errors";
import { isId } from "./ids";

/** Where a page ended. */
export type Position = { at: Date; id: string };

export const encodeCursor = ({ at, id }: Position): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");

/** JavaScript knows times that PostgreSQL does not; nothing of ours happened before 1970 or after 9999. */
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");
const isStored = (atMs: number) => atMs >= 0 && atMs <= LATEST_MS;

/** The position in a cursor. Throws `invalid_input` for one that is not ours. */
export function decodeCursor(cursor: string): Position {
  try {
    const [atMs, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const at = new Date(atMs as number);
    if (
      typeof atMs === "number" &&
      at.getTime() === atMs &&
      isStored(atMs) &&
      typeof id === "string" &&
      isId(id)
    )
      return { at, id };
  } catch {
    // Falls through to the one answer for every cursor that cannot be used.
  }
  throw new DomainError("invalid_input", "This page no longer exists. Start again from the first one.", {
    cursor: "Not a cursor of this list.",
  });
}
