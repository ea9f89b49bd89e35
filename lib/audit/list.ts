import { authorise } from "../access";
import type { Context } from "../context";
import { DomainError } from "../errors";
import { isId } from "../ids";
import { parse } from "../parse";
import { type AuditPosition, positionOf, readEvents } from "./query";
import { type AuditPage, type ListAuditInput, listAuditInput } from "./schema";

/** A page of what was done in the organization, the latest first. */
export async function listAudit(ctx: Context, input: ListAuditInput = {}): Promise<AuditPage> {
  authorise(ctx, "audit:read");
  const { cursor, limit, ...filters } = parse(listAuditInput, input);
  const rows = await readEvents(ctx, filters, cursor ? decode(cursor) : null, limit + 1);
  const events = rows.slice(0, limit);
  return { events, nextCursor: rows.length > limit ? encode(positionOf(events.at(-1)!)) : null };
}

const encode = ({ at, id }: AuditPosition): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");

function decode(cursor: string): AuditPosition {
  try {
    const [atMs, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const at = new Date(atMs as number);
    if (typeof atMs === "number" && at.getTime() === atMs && typeof id === "string" && isId(id))
      return { at, id };
  } catch {
    // Falls through to the one answer for every cursor that cannot be used.
  }
  throw new DomainError("invalid_input", "This page no longer exists. Start again from the first one.", {
    cursor: "Not a cursor of this list.",
  });
}
