import type { Command } from "commander";
import type { Context } from "../context";
import {
  createProject,
  deleteProject,
  findProject,
  type ProjectView,
  projectContents,
  projectsIn,
  renameProject,
} from "../organizations";
import { command, type InOrganization, withOrganization } from "./in-organization";
import { confirmed } from "./input";
import { printJson, printLine, printTable } from "./output";
import { contextIn, withStore } from "./session";

type Output = { json?: boolean };

/** `gatehouse projects list|create|rename|delete`. */
export function addProjectCommands(program: Command): void {
  const projects = program.command("projects").description("projects of an organization");
  command(projects, "list", "list them").action((options: InOrganization) =>
    withOrganization(options, (ctx) => list(ctx, options)),
  );
  command(projects, "create <name>", "make a project; its slug comes from the name").action(
    (name: string, options: InOrganization) =>
      withOrganization(options, async (ctx) => print(await createProject(ctx, { name }), options)),
  );
  projects
    .command("rename <project> <name>")
    .description("give a project, by id or slug, another name; its slug stays")
    .option("--json", "print JSON for a program")
    .action((which: string, name: string, options: Output) =>
      withStore(async () => {
        const { ctx, id } = await located(which);
        print(await renameProject(ctx, { id, name }), options);
      }),
    );
  projects
    .command("delete <project>")
    .description("delete a project, by id or slug, with its keys, credentials and endpoints, for good")
    .option("--yes", "do not ask")
    .option("--json", "print JSON for a program")
    .action((which: string, options: Output & { yes?: boolean }) => withStore(() => remove(which, options)));
}

async function located(which: string): Promise<{ ctx: Context; id: string }> {
  const { id, organization } = await findProject(which);
  return { ctx: contextIn({ organizationId: organization.id, projectId: id }), id };
}

async function list(ctx: Context, { json }: InOrganization): Promise<void> {
  const projects = await projectsIn(ctx);
  if (json) return void printJson(projects);
  printTable(
    ["ID", "SLUG", "NAME"],
    projects.map(({ id, slug, name }) => [id, slug, name]),
    "There are none.",
  );
}

function print(project: ProjectView, { json }: Output): void {
  if (json) printJson(project);
  else printLine(`Project "${project.name}" (${project.slug}, ${project.id}).`);
}

async function remove(which: string, { yes, json }: Output & { yes?: boolean }): Promise<void> {
  const { ctx, id } = await located(which);
  const contents = await projectContents(ctx, { id });
  const { name, apiKeys, activeApiKeys, credentials, endpoints, callsPastDay } = contents;
  const goes = `${apiKeys} API keys (${activeApiKeys} active), ${credentials} LLM keys, ${endpoints} endpoints; ${callsPastDay} calls in the past 24 hours`;
  await confirmed(`Delete project "${name}" with ${goes}?`, yes ?? false);
  await deleteProject(ctx, { id, confirmName: name });
  if (json) printJson({ id, ...contents });
  else printLine(`Deleted project "${name}" with ${goes}.`);
}
