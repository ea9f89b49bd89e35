import type { Command } from "commander";
import {
  type CredentialView,
  createCredential,
  deleteCredential,
  listCredentials,
  locateCredential,
  PROVIDER_IDS,
  type ProviderId,
  updateCredential,
} from "../credentials";
import { testConnection } from "../gateway";
import { secretsFromStdin } from "./credential-input";
import {
  changedModels,
  customModels,
  type FormOptions,
  formOptions,
  plainFields,
} from "./credential-options";
import { addPriceCommand } from "./credential-price";
import { ReportedFailure } from "./errors";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";

type Output = { json?: boolean };
type CreateOptions = FormOptions & {
  project: string;
  name: string;
  provider: ProviderId;
  authMethod?: string;
};

/** `gatehouse credentials create|update|price|test|list|delete`. */
export function addCredentialCommands(program: Command): void {
  const credentials = program
    .command("credentials")
    .description("provider credentials (LLM API keys) of a project");
  const create = credentials
    .command("create")
    .description("store a provider's secret, sealed")
    .requiredOption("--project <id or slug>", "the project it belongs to")
    .requiredOption("--name <name>", "its name in the project, such as openai-production")
    .requiredOption("--provider <provider>", PROVIDER_IDS.join(", "))
    .option("--auth-method <method>", "how it proves itself, where the provider has several");
  formOptions(create).action((options: CreateOptions) => withStore(() => runCreate(options)));
  const update = credentials
    .command("update <id>")
    .description("change a credential; what is left out stays, and so does its secret")
    .option("--name <name>", "a new name");
  formOptions(update).action((id: string, options: FormOptions) => withStore(() => runUpdate(id, options)));
  addPriceCommand(credentials);
  credentials
    .command("test <id>")
    .description("ask the provider whether it takes the stored secret")
    .option("--json", "print JSON for a program")
    .action((id: string, options: Output) => withStore(() => runTest(id, options)));
  credentials
    .command("list")
    .description("list the credentials of a project")
    .requiredOption("--project <id or slug>", "the project")
    .option("--json", "print JSON for a program")
    .action((options: Output & { project: string }) => withStore(() => list(options)));
  credentials
    .command("delete <id>")
    .description("delete a credential for good, also when endpoints depend on it")
    .option("--yes", "do not ask")
    .option("--json", "print JSON for a program")
    .action((id: string, options: Output & { yes?: boolean }) => withStore(() => remove(id, options)));
}

async function runCreate(options: CreateOptions): Promise<void> {
  const ctx = await contextForProject(options.project);
  const { name, provider, authMethod, defaultModels } = options;
  const secrets = await secretsFromStdin(options.secretStdin ?? false, provider, authMethod);
  const credential = await createCredential(ctx, {
    name,
    provider,
    authMethod,
    fields: { ...plainFields(options), ...secrets },
    models: customModels(options),
    withDefaultModels: defaultModels,
  });
  print(credential, "Created", options);
}

async function runUpdate(id: string, options: FormOptions): Promise<void> {
  const ctx = contextIn(await locateCredential(id));
  const stored = (await listCredentials(ctx)).find((credential) => credential.id === id)!;
  const secrets = options.secretStdin ? await secretsFromStdin(true, stored.provider, stored.authMethod) : {};
  const fields = { ...plainFields(options), ...secrets };
  const credential = await updateCredential(ctx, {
    id,
    name: options.name,
    fields: Object.keys(fields).length > 0 ? fields : undefined,
    models: options.model.length > 0 ? changedModels(options, stored) : undefined,
    withDefaultModels: options.defaultModels === false ? false : undefined,
  });
  print(credential, "Changed", options);
}

async function runTest(id: string, { json }: Output): Promise<void> {
  const result = await testConnection(contextIn(await locateCredential(id)), { id });
  if (json) printJson(result);
  else printLine(result.ok ? `It works (${result.tookMs} ms).` : result.message);
  if (!result.ok) throw new ReportedFailure();
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
    credential.models.map((model) => model.name).join(",") || (credential.withDefaultModels ? "all" : "none"),
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
  const { name, dependents } = (await listCredentials(ctx)).find((credential) => credential.id === id)!;
  const used =
    dependents.length > 0 ? ` Endpoints use it: ${dependents.map(({ slug }) => slug).join(", ")}.` : "";
  await confirmed(`Delete credential ${name}?${used}`, yes ?? false);
  print(await deleteCredential(ctx, { id, confirmName: name }), "Deleted", { json });
}

function print(credential: CredentialView, done: string, { json }: Output): void {
  if (json) printJson(credential);
  else printLine(`${done} credential "${credential.name}" (${credential.id}) for ${credential.baseUrl}.`);
}
