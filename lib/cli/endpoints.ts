import type { Command } from "commander";
import type { Context } from "../context";
import { listCredentials } from "../credentials";
import {
  createEndpoint,
  deleteEndpoint,
  type EndpointView,
  listEndpoints,
  locateEndpoint,
} from "../endpoints";
import { DomainError, notFound } from "../errors";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextForProject, contextIn, withStore } from "./session";
import { type NamedTarget, readFallback, readTarget } from "./targets";

const JSON_OPTION = ["--json", "print JSON for a program"] as const;
const PROJECT_OPTION = ["--project <id or slug>", "the project"] as const;
const collect = (value: string, previous: string[]) => [...previous, value];

type Output = { json?: boolean };
type CreateOptions = Output & {
  project: string;
  slug: string;
  target: string[];
  fallback: string[];
  timeoutMs?: string;
};
type DeleteOptions = Output & { project?: string; slug?: string; yes?: boolean };

/** `gatehouse endpoints create|list|delete`. */
export function addEndpointCommands(program: Command): void {
  const endpoints = program.command("endpoints").description("named model routes of a project");
  endpoints
    .command("create")
    .description("make an endpoint that applications pass as `model`")
    .requiredOption(...PROJECT_OPTION)
    .requiredOption("--slug <slug>", "what applications pass as `model`")
    .option(
      "--target <credential:model:weight>",
      "where calls go: a credential's name, a model and its share; repeat it, the weights sum to 100",
      collect,
      [],
    )
    .option("--fallback <credential:model>", "tried in order when a target fails; repeat it", collect, [])
    .option("--timeout-ms <milliseconds>", "how long one target may take to its first byte")
    .option(...JSON_OPTION)
    .action((options: CreateOptions) => withStore(() => create(options)));
  endpoints
    .command("list")
    .description("list the endpoints of a project")
    .requiredOption(...PROJECT_OPTION)
    .option(...JSON_OPTION)
    .action((options: Output & { project: string }) => withStore(() => list(options)));
  endpoints
    .command("delete [id]")
    .description("delete an endpoint for good, by id or by --project and --slug")
    .option(...PROJECT_OPTION)
    .option("--slug <slug>", "its slug")
    .option("--yes", "do not ask")
    .option(...JSON_OPTION)
    .action((id: string | undefined, options: DeleteOptions) => withStore(() => remove(id, options)));
}

async function create({ project, json, slug, timeoutMs, ...options }: CreateOptions): Promise<void> {
  const ctx = await contextForProject(project);
  const credentials = await listCredentials(ctx);
  const resolve = <T extends NamedTarget>({ credential, ...rest }: T) => {
    const found = credentials.find(({ id, name }) => name === credential || id === credential);
    if (!found) throw notFound(`Credential ${credential}`);
    return { credentialId: found.id, ...rest };
  };
  const endpoint = await createEndpoint(ctx, {
    slug,
    targets: options.target.map((text) => resolve(readTarget(text))),
    fallbacks: options.fallback.map((text) => resolve(readFallback(text))),
    timeoutMs: timeoutMs === undefined ? null : Number(timeoutMs),
  });
  if (json) printJson(endpoint);
  else printLine(`Created endpoint "${endpoint.slug}" (${endpoint.id}): pass "${endpoint.slug}" as model.`);
}

async function list({ project, json }: Output & { project: string }): Promise<void> {
  const endpoints = await listEndpoints(await contextForProject(project));
  if (json) return void printJson(endpoints);
  const rows = endpoints.map(({ id, slug, targets, fallbacks, timeoutMs, updatedAt }) => [
    id,
    slug,
    targets.map((target) => `${place(target)}:${target.weight}`).join(" "),
    fallbacks.map(place).join(" ") || "none",
    timeoutMs === null ? "default" : `${timeoutMs} ms`,
    shortTime(updatedAt, ""),
  ]);
  printTable(["ID", "SLUG", "TARGETS", "FALLBACKS", "TIMEOUT", "UPDATED"], rows, "No endpoints.");
}

const place = ({ credential, model }: EndpointView["fallbacks"][number]) =>
  `${credential?.name ?? "(deleted)"}:${model}`;

async function remove(given: string | undefined, { json, yes, ...options }: DeleteOptions): Promise<void> {
  const { ctx, id } = await named(given, options);
  await confirmed(`Delete endpoint ${given ?? options.slug}?`, yes ?? false);
  const endpoint = await deleteEndpoint(ctx, { id });
  if (json) printJson(endpoint);
  else printLine(`Deleted endpoint "${endpoint.slug}" (${endpoint.id}).`);
}

async function named(
  id: string | undefined,
  { project, slug }: DeleteOptions,
): Promise<{ ctx: Context; id: string }> {
  if (id) return { ctx: contextIn(await locateEndpoint(id)), id };
  if (!project || !slug)
    throw new DomainError("invalid_input", "Name the endpoint by its id, or by --project and --slug.");
  const ctx = await contextForProject(project);
  const endpoint = (await listEndpoints(ctx)).find((endpoint) => endpoint.slug === slug);
  if (!endpoint) throw notFound(`Endpoint ${slug}`);
  return { ctx, id: endpoint.id };
}
