import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./progress.mjs";
import { inRoot, root } from "./project.mjs";

const node = process.execPath;
const ONE_PASSED = { passed: 1, failed: 0 };
const ONE_FAILED = { passed: 0, failed: 1 };

/** The sections of `npm test`. */
export const checks = [
  section("lint", "formatting and lint", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
  { name: "types", title: "types", run: types },
  section("layers", "the dependency rule", "dependency-cruiser/bin/dependency-cruise.mjs", [
    ...["--config", ".dependency-cruiser.cjs", "--output-type", "err", "app", "components", "lib"],
  ]),
  {
    name: "drift",
    title: "migrations make exactly the schema",
    run: () => one([node, "--import", "tsx", "prisma/engine.mjs", "drift"], { DATABASE_URL: "" }),
  },
  { name: "unit", title: "unit and integration tests on a real PostgreSQL", run: unit },
  { name: "build", title: "the production build", run: build },
  { name: "e2e", title: "end to end in a real Chromium", run: endToEnd },
];

/** A tool from node_modules that passes or fails as a whole. */
function section(name, title, program, args) {
  return { name, title, run: () => one([node, inRoot("node_modules", program), ...args]) };
}

const one = async (command, env) => ((await show(command, env)) === 0 ? ONE_PASSED : ONE_FAILED);

/** Next writes the types of its routes and of style imports first, which the build would do later. */
async function types() {
  await run(node, [inRoot("node_modules/next/dist/bin/next"), "typegen"], {
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  });
  return one([node, inRoot("node_modules/typescript/bin/tsc"), "--noEmit"]);
}

async function build() {
  await prepare(["install", "generate", "programs", "console"]);
  return ONE_PASSED;
}

function unit() {
  return withCounts(async (file) => {
    const code = await show([
      ...[node, inRoot("node_modules/vitest/vitest.mjs"), "run"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    ]);
    return { code, count: ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests] };
  });
}

function endToEnd() {
  return withCounts(async (file) => {
    const env = { PLAYWRIGHT_CHROMIUM: await chromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    const code = await show([node, inRoot("node_modules/@playwright/test/cli.js"), "test"], env);
    return { code, count: ({ stats }) => [stats.expected + stats.flaky, stats.unexpected, stats.flaky] };
  });
}

/** Runs a test runner that writes its counts to a file. A run that fails without a failed test counts as one failure. */
async function withCounts(work) {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-counts-"));
  const file = join(folder, "counts.json");
  try {
    const { code, count } = await work(file);
    const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : [0, 0];
    const [passed, failed, flaky = 0] = counts;
    return { passed, failed: code === 0 ? failed : Math.max(1, failed), flaky };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program with its output shown, its input closed. Returns the exit code. */
function show([command, ...args], env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, CI: process.env.CI ?? "", ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const pass = (signal) => child.kill(signal);
    process.once("SIGTERM", pass);
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("close", (code) => {
      process.off("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}
