import type { Command } from "commander";
import type { Context } from "../context";
import { notFound } from "../errors";
import {
  type ChangeRoleInput,
  changeRole,
  type InviteInput,
  inviteMember,
  listMembers,
  type MemberView,
  removeMember,
} from "../organizations";
import { knownPublicUrl } from "../public-url";
import { command, type InOrganization, withOrganization } from "./in-organization";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";

type RoleOptions = InOrganization & { role: string };
type RemoveOptions = InOrganization & { yes?: boolean };

/** `gatehouse members list|invite|role|remove`. */
export function addMemberCommands(program: Command): void {
  const members = program.command("members").description("people in an organization");
  command(members, "list", "list who is in it").action((options: InOrganization) =>
    withOrganization(options, (ctx) => list(ctx, options)),
  );
  command(members, "invite <email>", "make a link that lets one person in, once, and print it")
    .option("--role <role>", "owner, admin, member or viewer", "member")
    .action((email: string, options: RoleOptions) =>
      withOrganization(options, (ctx) => invite(ctx, email, options)),
    );
  command(members, "role <email>", "give a member another role")
    .requiredOption("--role <role>", "owner, admin, member or viewer")
    .action((email: string, options: RoleOptions) =>
      withOrganization(options, (ctx) => change(ctx, email, options)),
    );
  command(members, "remove <email>", "take somebody out; what they have open is closed at once")
    .option("--yes", "do not ask")
    .action((email: string, options: RemoveOptions) =>
      withOrganization(options, (ctx) => remove(ctx, email, options)),
    );
}

async function list(ctx: Context, { json }: InOrganization): Promise<void> {
  const members = await listMembers(ctx);
  if (json) return void printJson(members);
  printTable(
    ["ID", "NAME", "E-MAIL", "ROLE", "JOINED"],
    members.map(({ id, name, email, role, joinedAt }) => [id, name, email, role, shortTime(joinedAt, "")]),
    "Nobody is in it.",
  );
}

async function invite(ctx: Context, email: string, { role, json }: RoleOptions): Promise<void> {
  const { token, ...invitation } = await inviteMember(ctx, {
    email,
    role: role.toUpperCase() as InviteInput["role"],
  });
  const link = `${knownPublicUrl()}/invite#${token}`;
  if (json) return void printJson({ ...invitation, link });
  printLine(
    `Invited ${invitation.email} as ${invitation.role}. The link, shown only now, works once within seven days:`,
  );
  printLine(link);
}

async function change(ctx: Context, email: string, { role, json }: RoleOptions): Promise<void> {
  const { id } = await memberOf(ctx, email);
  await changeRole(ctx, { userId: id, role: role.toUpperCase() as ChangeRoleInput["role"] });
  const member = await memberOf(ctx, email);
  if (json) printJson(member);
  else printLine(`${member.email} is ${member.role}.`);
}

async function remove(ctx: Context, email: string, { yes, json }: RemoveOptions): Promise<void> {
  const member = await memberOf(ctx, email);
  await confirmed(`Remove ${member.email}?`, yes ?? false);
  await removeMember(ctx, { userId: member.id });
  if (json) printJson(member);
  else printLine(`${member.email} is not a member any more.`);
}

async function memberOf(ctx: Context, email: string): Promise<MemberView> {
  const member = (await listMembers(ctx)).find((one) => one.email === email.trim().toLowerCase());
  if (!member) throw notFound(`A member ${email}`);
  return member;
}
