import type { Command } from "commander";
import { closeDb } from "../db";
import { openStore } from "../store";
import { printJson, printLine } from "./output";

/** `gatehouse migrate`: brings the database to this version. `npm start` does the same. */
export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's schema")
    .option("--json", "print JSON for a program")
    .action(async ({ json }: { json?: boolean }) => {
      const store = await openStore("command");
      await closeDb();
      await store.close();
      if (json) printJson({ applied: store.migrated });
      else if (store.migrated.length === 0) printLine("The database is up to date.");
      else for (const name of store.migrated) printLine(`applied ${name}`);
    });
}
