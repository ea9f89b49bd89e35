import type { Command } from "commander";
import { type ActorKind, type AuditEventView, listAudit } from "../audit";
import type { Context } from "../context";
import { DomainError, notFound } from "../errors";
import { findProject } from "../organizations";
import { command, type InOrganization, withOrganization } from "./in-organization";
import { printJson, printTable, shortTime } from "./output";

type Options = InOrganization & {
  project?: string;
  action?: string;
  actor?: string;
  actorKind?: string;
  target?: string;
  from?: string;
  to?: string;
  limit: string;
};

const PAGE_SIZE = 200;

/** `gatehouse audit list`. */
export function addAuditCommands(program: Command): void {
  const audit = program.command("audit").description("who changed what, when and from where");
  command(audit, "list", "list changes, the latest first")
    .option("--project <id or slug>", "in one project")
    .option("--action <action>", "such as api_key.create, or api_key for all that is done to keys")
    .option("--actor <text>", "part of the name of who did it")
    .option("--actor-kind <kind>", "user, api_key, cli or system")
    .option("--target <text>", "part of the name of what was changed, or its id")
    .option("--from <day>", "the first day, such as 2026-11-01 (UTC)")
    .option("--to <day>", "the last day, included")
    .option("--limit <number>", "at most so many", "100")
    .action((options: Options) => withOrganization(options, (ctx) => list(ctx, options)));
}

async function list(ctx: Context, options: Options): Promise<void> {
  const events = await read(ctx, options);
  if (options.json) return void printJson(events);
  printTable(
    ["WHEN", "WHO", "ACTION", "WHAT", "PROJECT", "FROM"],
    events.map(({ at, actorName, action, targetName, projectName, address }) => [
      shortTime(at, ""),
      actorName,
      action,
      targetName ?? "",
      projectName ?? "",
      address ?? "",
    ]),
    "Nothing matches.",
  );
}

/** Throws `not_found` for another organization's. */
async function projectIn({ organizationId }: Context, which: string): Promise<string> {
  const { id, organization } = await findProject(which);
  if (organization.id !== organizationId) throw notFound(`Project ${which}`);
  return id;
}

async function read(ctx: Context, options: Options): Promise<AuditEventView[]> {
  const { action, actor, target, from, to } = options;
  if (!/^[1-9]\d{0,5}$/.test(options.limit)) {
    throw new DomainError("invalid_input", "--limit takes a whole number from 1.");
  }
  const most = Number(options.limit);
  const projectId = options.project && (await projectIn(ctx, options.project));
  const actorKind = options.actorKind?.toUpperCase() as ActorKind | undefined;
  const events: AuditEventView[] = [];
  for (let cursor: string | undefined; events.length < most; ) {
    const limit = Math.min(PAGE_SIZE, most - events.length);
    const page = await listAudit(ctx, {
      action,
      actor,
      actorKind,
      target,
      from,
      to,
      projectId,
      cursor,
      limit,
    });
    events.push(...page.events);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return events;
}
