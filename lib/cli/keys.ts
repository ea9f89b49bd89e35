import type { Command } from "commander";
import type { Context } from "../context";
import { DomainError } from "../errors";
import { createKey, deleteKey, disableKey, enableKey, type KeyView, locateKey, updateKey } from "../keys";
import { confirmed } from "./input";
import { addKeyImport } from "./key-import";
import { type LimitOptions, limitOptions, limitsFrom, limitsText, unlessNone } from "./key-limits";
import { addKeyReads } from "./key-reads";
import { addKeyRotation } from "./key-rotation";
import { printJson, printLine, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";

const JSON_OPTION = ["--json", "print JSON for a program"] as const;
const EXPIRES_OPTION = [
  "--expires-at <ISO time>",
  'when it stops working, such as 2027-01-31T00:00:00Z; "none" for never',
] as const;

type Output = { json?: boolean };
type CreateOptions = Output &
  LimitOptions & { project: string; note: string; expiresAt?: string; gatewayOnly?: boolean };
type UpdateOptions = Output & LimitOptions & { note?: string; expiresAt?: string };

/** `gatehouse keys create|update|show|list|rotate|import|disable|enable|delete`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command("keys").description("API keys of a project");
  const create = keys
    .command("create")
    .description("create a key and print its secret, once")
    .requiredOption("--project <id or slug>", "the project it belongs to")
    .requiredOption("--note <text>", "who uses it")
    .option(...EXPIRES_OPTION);
  limitOptions(create)
    .option("--gateway-only", "it may call models and not manage over the REST API")
    .option(...JSON_OPTION)
    .action((options: CreateOptions) => withStore(() => runCreate(options)));
  const update = keys
    .command("update <id>")
    .description("change a key; what is left out stays, and so does its secret")
    .option("--note <text>", "who uses it")
    .option(...EXPIRES_OPTION);
  limitOptions(update)
    .option(...JSON_OPTION)
    .action((id: string, options: UpdateOptions) => withStore(() => runUpdate(id, options)));
  addKeyReads(keys);
  addKeyRotation(keys);
  addKeyImport(keys);
  addSwitch(keys, "disable", "switch a key off; its next call is refused", disableKey);
  addSwitch(keys, "enable", "switch a key on again", enableKey);
  keys
    .command("delete <id>")
    .description("delete a key for good")
    .option("--yes", "do not ask")
    .option(...JSON_OPTION)
    .action((id, options) => withStore(() => remove(id, options)));
}

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

async function runCreate(options: CreateOptions): Promise<void> {
  const ctx = await contextForProject(options.project);
  const { note, expiresAt, gatewayOnly } = options;
  const key = await createKey(ctx, {
    note,
    expiresAt: unlessNone(expiresAt),
    gatewayOnly,
    ...limitsFrom(options),
  });
  if (options.json) return void printJson(key);
  printLine(`Created key "${key.note}" (${key.id}), ${termsText(key)}.`);
  printLine("Its secret, shown only now:");
  printLine(key.secret);
}

const termsText = (key: KeyView) =>
  `expires ${shortTime(key.expiresAt, "never")}, limits: ${limitsText(key)}`;

async function runUpdate(id: string, { json, ...options }: UpdateOptions): Promise<void> {
  if (Object.keys(options).length === 0)
    throw new DomainError(
      "invalid_input",
      "Say what to change, such as --token-limit 1000000 or --rpm none.",
    );
  const { note, expiresAt } = options;
  const changes = { id, note, expiresAt: unlessNone(expiresAt), ...limitsFrom(options) };
  const key = await updateKey(contextIn(await locateKey(id)), changes);
  if (json) printJson(key);
  else printLine(`Changed key "${key.note}" (${key.id}), ${termsText(key)}.`);
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
