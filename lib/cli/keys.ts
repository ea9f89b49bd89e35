import type { Command } from "commander";
import type { Context } from "../context";
import {
  createKey,
  deleteKey,
  disableKey,
  enableKey,
  type KeyStatus,
  type KeyView,
  listKeys,
  locateKey,
} from "../keys";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";

const JSON_OPTION = ["--json", "print JSON for a program"] as const;
const PAGE_SIZE = 200;

/** `gatehouse keys create|list|disable|enable|delete`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command("keys").description("API keys of a project");
  keys
    .command("create")
    .description("create a key and print its secret, once")
    .requiredOption("--project <id or slug>", "the project it belongs to")
    .requiredOption("--note <text>", "who uses it")
    .option("--expires-at <ISO time>", "when it stops working, such as 2027-01-31T00:00:00Z")
    .option(...JSON_OPTION)
    .action((options) => withStore(() => create(options)));
  keys
    .command("list")
    .description("list the keys of a project")
    .requiredOption("--project <id or slug>", "the project")
    .option("--status <status>", "only active, disabled, expired or revoked ones")
    .option("--search <text>", "part of a note, or an id")
    .option(...JSON_OPTION)
    .action((options) => withStore(() => list(options)));
  addSwitch(keys, "disable", "switch a key off; its next call is refused", disableKey);
  addSwitch(keys, "enable", "switch a key on again", enableKey);
  keys
    .command("delete <id>")
    .description("delete a key for good")
    .option("--yes", "do not ask")
    .option(...JSON_OPTION)
    .action((id, options) => withStore(() => remove(id, options)));
}

type Output = { json?: boolean };

function addSwitch(
  keys: Command,
  name: string,
  description: string,
  verb: (ctx: Context, input: { id: string }) => Promise<KeyView>,
): void {
  keys
    .command(`${name} <id>`)
    .description(description)
    .option(...JSON_OPTION)
    .action((id: string, options: Output) =>
      withStore(async () => print(await verb(contextIn(await locateKey(id)), { id }), options)),
    );
}

async function create(
  options: Output & { project: string; note: string; expiresAt?: string },
): Promise<void> {
  const ctx = await contextForProject(options.project);
  const key = await createKey(ctx, { note: options.note, expiresAt: options.expiresAt ?? null });
  if (options.json) return void printJson(key);
  printLine(`Created key "${key.note}" (${key.id}), expires ${shortTime(key.expiresAt, "never")}.`);
  printLine("Its secret, shown only now:");
  printLine(key.secret);
}

async function list(options: Output & { project: string; status?: string; search?: string }): Promise<void> {
  const ctx = await contextForProject(options.project);
  const found: KeyView[] = [];
  for (let cursor: string | undefined; ; ) {
    const status = options.status as KeyStatus | undefined;
    const page = await listKeys(ctx, { status, search: options.search, cursor, limit: PAGE_SIZE });
    found.push(...page.keys);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  if (options.json) return void printJson(found);
  const rows = found.map((key) => [
    key.id,
    key.note,
    key.displaySecret,
    key.status,
    shortTime(key.createdAt, ""),
    shortTime(key.lastUsedAt, "never"),
    shortTime(key.expiresAt, "never"),
  ]);
  printTable(["ID", "NOTE", "SECRET", "STATUS", "CREATED", "LAST USED", "EXPIRES"], rows, "No keys.");
}

async function remove(id: string, options: Output & { yes?: boolean }): Promise<void> {
  const ctx = contextIn(await locateKey(id));
  await confirmed(`Delete key ${id}?`, options.yes ?? false);
  print(await deleteKey(ctx, { id }), options);
}

function print(key: KeyView, { json }: Output): void {
  if (json) printJson(key);
  else printLine(`Key "${key.note}" (${key.id}) is ${key.status}.`);
}
