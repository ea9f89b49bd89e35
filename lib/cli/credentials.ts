import type { Command } from "commander";
import {
  createCredential,
  deleteCredential,
  listCredentials,
  locateCredential,
  PROVIDERS,
  type ProviderId,
} from "../credentials";
import { confirmed, secretFromStdin } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";

type Output = { json?: boolean };
type CreateOptions = Output & {
  project: string;
  name: string;
  provider: ProviderId;
  baseUrl?: string;
  model: string[];
  secretStdin?: boolean;
};

const collect = (value: string, previous: string[]) => [
  ...previous,
  ...value
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean),
];

/** `gatehouse credentials create|list|delete`. */
export function addCredentialCommands(program: Command): void {
  const credentials = program
    .command("credentials")
    .description("provider credentials (LLM API keys) of a project");
  credentials
    .command("create")
    .description("store a provider's secret, sealed")
    .requiredOption("--project <id or slug>", "the project it belongs to")
    .requiredOption("--name <name>", "its name in the project, such as openai-production")
    .requiredOption("--provider <provider>", PROVIDERS.join(" or "))
    .option("--base-url <url>", "the provider's address, for openai-compatible")
    .option(
      "--model <names>",
      "models it serves, separated by commas; none: whatever the provider has",
      collect,
      [],
    )
    .option("--secret-stdin", "read the provider's secret from standard input")
    .option("--json", "print JSON for a program")
    .action((options: CreateOptions) => withStore(() => create(options)));
  credentials
    .command("list")
    .description("list the credentials of a project")
    .requiredOption("--project <id or slug>", "the project")
    .option("--json", "print JSON for a program")
    .action((options: Output & { project: string }) => withStore(() => list(options)));
  credentials
    .command("delete <id>")
    .description("delete a credential for good")
    .option("--yes", "do not ask")
    .option("--json", "print JSON for a program")
    .action((id: string, options: Output & { yes?: boolean }) => withStore(() => remove(id, options)));
}

async function create({ project, json, model, secretStdin, ...options }: CreateOptions): Promise<void> {
  const ctx = await contextForProject(project);
  const secret = await secretFromStdin(secretStdin ?? false, "--secret-stdin");
  const credential = await createCredential(ctx, { ...options, models: model, secret });
  if (json) printJson(credential);
  else printLine(`Created credential "${credential.name}" (${credential.id}) for ${credential.baseUrl}.`);
}

async function list({ project, json }: Output & { project: string }): Promise<void> {
  const credentials = await listCredentials(await contextForProject(project));
  if (json) return void printJson(credentials);
  const rows = credentials.map((credential) => [
    credential.id,
    credential.name,
    credential.provider,
    credential.baseUrl,
    credential.hint,
    credential.models.join(",") || "all",
    shortTime(credential.lastUsedAt, "never"),
  ]);
  printTable(
    ["ID", "NAME", "PROVIDER", "BASE URL", "SECRET", "MODELS", "LAST USED"],
    rows,
    "No credentials.",
  );
}

async function remove(id: string, { json, yes }: Output & { yes?: boolean }): Promise<void> {
  const ctx = contextIn(await locateCredential(id));
  await confirmed(`Delete credential ${id}?`, yes ?? false);
  const credential = await deleteCredential(ctx, { id });
  if (json) printJson(credential);
  else printLine(`Deleted credential "${credential.name}" (${credential.id}).`);
}
