import type { Command } from "commander";
import { getKey, type KeyStatus, listKeys, locateKey, type ReadKey } from "../keys";
import { limitsText, usedText } from "./key-limits";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";

const JSON_OPTION = ["--json", "print JSON for a program"] as const;
const PAGE_SIZE = 200;

type Output = { json?: boolean };
type ListOptions = Output & { project: string; status?: string; search?: string };

/** `gatehouse keys show|list`. */
export function addKeyReads(keys: Command): void {
  keys
    .command("show <id>")
    .description("print a key with its limits and what it has used of them")
    .option(...JSON_OPTION)
    .action((id: string, options: Output) => withStore(() => show(id, options)));
  keys
    .command("list")
    .description("list the keys of a project")
    .requiredOption("--project <id or slug>", "the project")
    .option("--status <status>", "only active, disabled, expired or revoked ones")
    .option("--search <text>", "part of a note, or an id")
    .option(...JSON_OPTION)
    .action((options: ListOptions) => withStore(() => list(options)));
}

async function show(id: string, { json }: Output): Promise<void> {
  const key = await getKey(contextIn(await locateKey(id)), { id });
  if (json) return void printJson(key);
  for (const [name, value] of keyLines(key)) printLine(`${name.padEnd(11)}${value}`);
}

async function list(options: ListOptions): Promise<void> {
  const ctx = await contextForProject(options.project);
  const found: ReadKey[] = [];
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
    limitsText(key),
    usedText(key.consumption),
  ]);
  printTable(
    ["ID", "NOTE", "SECRET", "STATUS", "CREATED", "LAST USED", "EXPIRES", "LIMITS", "USED"],
    rows,
    "No keys.",
  );
}

/** Everything about one key, a line each. */
const keyLines = (key: ReadKey): [string, string][] => [
  ["id", key.id],
  ["note", key.note],
  ["secret", key.displaySecret],
  ["status", key.status],
  ["created", `${shortTime(key.createdAt, "")} by ${key.createdByName}`],
  ["last used", shortTime(key.lastUsedAt, "never")],
  ["expires", shortTime(key.expiresAt, "never")],
  ["limits", limitsText(key)],
  ["used", usedText(key.consumption)],
  ["resets", shortTime(key.consumption.resetsAt, "never")],
];
