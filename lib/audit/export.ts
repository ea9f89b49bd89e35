import { authorise } from "../access";
import type { Context } from "../context";
import { csvLine } from "../csv";
import type { Position } from "../page-cursor";
import { parse } from "../parse";
import { positionOf, readEvents } from "./query";
import { type AuditEventView, type AuditFilters, exportAuditInput } from "./schema";

const PAGE = 1000;
const HEAD = [
  "at",
  "id",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "target_id",
  "target_name",
].concat("project_id", "project_name", "address", "before", "after");

/** What was done as CSV, the latest first, in pieces: a page is read when it is asked for, and no more once nobody asks. */
export function exportAudit(ctx: Context, input: AuditFilters = {}): AsyncGenerator<string, void> {
  authorise(ctx, "audit:read");
  return pages(ctx, parse(exportAuditInput, input));
}

async function* pages(ctx: Context, filters: AuditFilters): AsyncGenerator<string, void> {
  let text = csvLine(HEAD);
  let after: Position | null = null;
  for (;;) {
    const events: AuditEventView[] = await readEvents(ctx, filters, after, PAGE);
    yield text + events.map(toLine).join("");
    if (events.length < PAGE) return;
    text = "";
    after = positionOf(events.at(-1)!);
  }
}

const toLine = (event: AuditEventView): string =>
  csvLine([
    event.at,
    event.id,
    event.actorKind,
    event.actorId,
    event.actorName,
    event.action,
    event.targetId,
    event.targetName,
    event.projectId,
    event.projectName,
    event.address,
    event.before && JSON.stringify(event.before),
    event.after && JSON.stringify(event.after),
  ]);
