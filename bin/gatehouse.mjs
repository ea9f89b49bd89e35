#!/usr/bin/env node
// The command line tool: makes sure that it is built, then is it. Only its own output goes to standard output.
import { resolve } from "node:path";
import { preparePrograms } from "./steps/prepare.mjs";
import { progressTo } from "./steps/progress.mjs";
import { inRoot, requireNode } from "./steps/project.mjs";
import { report } from "./steps/report.mjs";

requireNode();
progressTo(process.stderr);
process.env.GATEHOUSE_DATA_DIR = resolve(process.env.GATEHOUSE_DATA_DIR || inRoot("data"));
// Logs are the server's; a command says what it has to say itself.
process.env.GATEHOUSE_LOG_LEVEL ||= "silent";

try {
  await preparePrograms();
  const { main } = await import(inRoot("dist/cli.mjs"));
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  report(error);
  process.exitCode = 1;
}
