import type { Command } from "commander";
import type { Context } from "../context";
import { findOrganization } from "../organizations";
import { contextIn, withStore } from "./session";

export type InOrganization = { organization?: string; json?: boolean };

/** A command about one organization. */
export const command = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .option("--organization <id or name>", "needed when there are several")
    .option("--json", "print JSON for a program");

/** Runs in the organization that the options name, or in the only one. */
export const withOrganization = (options: InOrganization, work: (ctx: Context) => Promise<void>) =>
  withStore(async () => {
    const { id } = await findOrganization(options.organization);
    await work(contextIn({ organizationId: id, projectId: "" }));
  });
