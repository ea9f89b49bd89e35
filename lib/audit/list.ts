import { authorise } from "../access";
import type { Context } from "../context";
import { decodeCursor, encodeCursor } from "../page-cursor";
import { parse } from "../parse";
import { positionOf, readEvents } from "./query";
import { type AuditPage, type ListAuditInput, listAuditInput } from "./schema";

/** A page of what was done in the organization, the latest first. */
export async function listAudit(ctx: Context, input: ListAuditInput = {}): Promise<AuditPage> {
  authorise(ctx, "audit:read");
  const { cursor, limit, ...filters } = parse(listAuditInput, input);
  const rows = await readEvents(ctx, filters, cursor ? decodeCursor(cursor) : null, limit + 1);
  const events = rows.slice(0, limit);
  return { events, nextCursor: rows.length > limit ? encodeCursor(positionOf(events.at(-1)!)) : null };
}
