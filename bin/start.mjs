#!/usr/bin/env node
// `npm start`: from a fresh clone to a running console and gateway. `--dev` serves the console from its sources.
import { resolve } from "node:path";
import { prepare } from "./steps/prepare.mjs";
import { inRoot, requireNode, root } from "./steps/project.mjs";
import { report } from "./steps/report.mjs";

const dev = process.argv.includes("--dev");

requireNode();
process.env.NODE_ENV = dev ? "development" : "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.env.GATEHOUSE_DATA_DIR = resolve(process.env.GATEHOUSE_DATA_DIR || inRoot("data"));

try {
  await prepare(dev ? ["install", "generate"] : ["install", "generate", "programs", "console"]);
  const { main } = dev ? await fromSource() : await import(inRoot("dist/server.mjs"));
  process.chdir(root);
  await main({ dev });
} catch (error) {
  report(error);
  process.exit(1);
}

async function fromSource() {
  process.chdir(root);
  const { register } = await import("tsx/esm/api");
  register();
  return import(inRoot("lib/server/main.ts"));
}
