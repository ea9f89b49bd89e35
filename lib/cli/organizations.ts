import type { Command } from "commander";
import type { Context } from "../context";
import { DomainError } from "../errors";
import {
  addCredits,
  deleteOrganization,
  listCreditEntries,
  type OrganizationSettings,
  organizationSettings,
  projectsIn,
  stopCredits,
  updateOrganization,
} from "../organizations";
import { command, type InOrganization as Options, withOrganization } from "./in-organization";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";

type LimitOptions = Options & { rpm?: string; concurrency?: string };

type DeleteOptions = Options & { yes?: boolean };

const PAGE_SIZE = 200;

/** `gatehouse organization show|limits|delete|credits add|credits list|credits stop`. */
export function addOrganizationCommands(program: Command): void {
  const organization = program
    .command("organization")
    .description("the limits that all keys of an organization share, and its credits");
  command(organization, "show", "print an organization's limits and credits").action((options: Options) =>
    withOrganization(options, async (ctx) => print(await organizationSettings(ctx), options)),
  );
  command(organization, "limits", "set or clear limits; what is left out stays")
    .option("--rpm <number or none>", "requests within any 60 seconds")
    .option("--concurrency <number or none>", "calls in flight at once")
    .action((options: LimitOptions) => withOrganization(options, (ctx) => limit(ctx, options)));
  command(organization, "delete", "delete an organization with all its projects, for good")
    .option("--yes", "do not ask")
    .action((options: DeleteOptions) => withOrganization(options, (ctx) => remove(ctx, options)));
  const credits = organization.command("credits").description("what its keys may spend, prepaid in USD");
  command(
    credits,
    "add <usd>",
    "add to the credits, or take away with a minus; the first ones make it prepaid",
  )
    .option("--note <text>", "what for, such as an invoice's number")
    .action((amountUsd: string, options: Options & { note?: string }) =>
      withOrganization(options, async (ctx) =>
        print(await addCredits(ctx, { amountUsd, note: options.note }), options),
      ),
    );
  command(credits, "list", "list what was added and taken away").action((options: Options) =>
    withOrganization(options, (ctx) => list(ctx, options)),
  );
  command(credits, "stop", "take the credits away; calls go on without").action((options: Options) =>
    withOrganization(options, async (ctx) => print(await stopCredits(ctx), options)),
  );
}

async function limit(ctx: Context, options: LimitOptions): Promise<void> {
  const requestsPerMinute = numberOrNone("--rpm", options.rpm);
  const concurrency = numberOrNone("--concurrency", options.concurrency);
  print(await updateOrganization(ctx, { requestsPerMinute, concurrency }), options);
}

async function remove(ctx: Context, { yes, json }: DeleteOptions): Promise<void> {
  const { id, name } = await organizationSettings(ctx);
  const projects = (await projectsIn(ctx)).length;
  const goes = `${projects} ${projects === 1 ? "project" : "projects"} and everything in ${projects === 1 ? "it" : "them"}`;
  await confirmed(`Delete organization "${name}" with ${goes}?`, yes ?? false);
  await deleteOrganization(ctx, { confirmName: name });
  if (json) printJson({ id, name, projects });
  else printLine(`Deleted organization "${name}" with ${goes}.`);
}

/** "none" clears a limit; one that is left out stays. */
function numberOrNone(flag: string, value: string | undefined): number | null | undefined {
  if (value === undefined) return undefined;
  if (value === "none") return null;
  if (/^\d+$/.test(value)) return Number(value);
  throw new DomainError("invalid_input", `${flag} takes a whole number, or none to clear the limit.`);
}

async function list(ctx: Context, options: Options): Promise<void> {
  const entries = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listCreditEntries(ctx, { cursor, limit: PAGE_SIZE });
    entries.push(...page.entries);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  const { creditsUsd } = await organizationSettings(ctx);
  if (options.json) return void printJson({ creditsUsd, entries });
  const rows = entries.map((entry) => [
    shortTime(entry.createdAt, ""),
    entry.amountUsd,
    entry.createdByName,
    entry.note,
  ]);
  printTable(["TIME", "USD", "BY", "NOTE"], rows, "No credits were ever added.");
  printLine(`Balance: ${dollars(creditsUsd)}.`);
}

function print(settings: OrganizationSettings, { json }: Options): void {
  if (json) return void printJson(settings);
  printLine(`Organization "${settings.name}" (${settings.id})`);
  printLine(`  requests per minute: ${settings.requestsPerMinute ?? "no limit"}`);
  printLine(`  calls at once: ${settings.concurrency ?? "no limit"}`);
  printLine(`  credits: ${dollars(settings.creditsUsd)}`);
}

const dollars = (usd: string | null) => (usd === null ? "not prepaid" : `$${usd}`.replace("$-", "-$"));
