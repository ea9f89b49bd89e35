import { Command, CommanderError } from "commander";
import { addAuditCommands } from "./audit";
import { addCredentialCommands } from "./credentials";
import { addEndpointCommands } from "./endpoints";
import { EXIT, reportError, reportUsage } from "./errors";
import { addKekCommands } from "./kek";
import { addKeyCommands } from "./keys";
import { addMemberCommands } from "./members";
import { addMigrateCommand } from "./migrate";
import { addOrganizationCommands } from "./organizations";
import { addProjectCommands } from "./projects";
import { addUserCommands } from "./users";
import { addWebhookCommands } from "./webhooks";

/** The command line tool. Returns the exit code; see EXIT for what each one means. */
export async function main(argv: string[]): Promise<number> {
  const json = argv.includes("--json");
  const program = new Command("gatehouse")
    .description(
      "Manage API keys, provider credentials, endpoints, projects, members and webhooks of this Gatehouse. Works beside a running server.",
    )
    .exitOverride()
    // What a program reads is written once, below.
    .configureOutput(json ? { writeErr: () => {} } : {})
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed, 2 wrong usage or input, 3 not found, 4 conflict.\nSecrets are read from standard input, never from arguments.",
    );
  addKeyCommands(program);
  addCredentialCommands(program);
  addEndpointCommands(program);
  addKekCommands(program);
  addOrganizationCommands(program);
  addProjectCommands(program);
  addMemberCommands(program);
  addUserCommands(program);
  addWebhookCommands(program);
  addAuditCommands(program);
  addMigrateCommand(program);
  inherit(program);
  try {
    await program.parseAsync(argv, { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : reportUsage(error, json);
    return reportError(error, json);
  }
}

/** Commander's settings do not reach commands that were built apart. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride().copyInheritedSettings(command);
    inherit(child);
  }
}
