import type { Command } from "commander";
import { createUser, findOrganization, foundWithUser, ROLES } from "../organizations";
import { secretFromStdin } from "./input";
import { printJson, printLine } from "./output";
import { contextIn, withStore } from "./session";

type CreateOptions = {
  email: string;
  name?: string;
  role?: string;
  organization?: string;
  passwordStdin?: boolean;
  json?: boolean;
};

/** `gatehouse users create`. The first user of an installation becomes the owner of organization and project "Default". */
export function addUserCommands(program: Command): void {
  const users = program.command("users").description("people who sign in to the console");
  users
    .command("create")
    .description("create a user; the first one founds the organization and project Default")
    .requiredOption("--email <address>", "what they sign in with")
    .option("--name <name>", "what the console calls them")
    .option("--role <role>", `${ROLES.join(", ")}; default MEMBER, and OWNER for the first user`)
    .option("--organization <id or name>", "where they become a member; needed when there are several")
    .option("--password-stdin", "read the password from standard input")
    .option("--json", "print JSON for a program")
    .action((options: CreateOptions) => withStore(() => create(options)));
}

async function create(options: CreateOptions): Promise<void> {
  const { email, organization, role, json } = options;
  const name = options.name ?? email.split("@")[0]!;
  const password = await secretFromStdin(options.passwordStdin ?? false, "--password-stdin");
  const actor = contextIn({ projectId: "", organizationId: "" }).actor;
  const first = organization ? null : await foundWithUser({ name, email, password }, actor);
  const user = first ?? (await createMember({ name, email, password, role }, organization));
  if (json) printJson(user);
  else printLine(`Created user ${user.email} (${user.id}).`);
}

async function createMember(
  input: { name: string; email: string; password: string; role?: string },
  organization: string | undefined,
) {
  const { id } = await findOrganization(organization);
  const role = (input.role?.toUpperCase() ?? "MEMBER") as (typeof ROLES)[number];
  return createUser(contextIn({ projectId: "", organizationId: id }), { ...input, role });
}
