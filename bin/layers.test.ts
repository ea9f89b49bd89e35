import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** One file per rule that breaks it, and the innocent files that they point to. */
const VIOLATIONS: Record<string, [path: string, source: string]> = {
  "no-cycles": ["lib/cycle-a.ts", 'import "./cycle-b"; export const a = 1;'],
  "floor-imports-floor": ["lib/floor.ts", 'import "./keys";'],
  "leaves-import-the-floor": ["lib/usage/up.ts", 'import "../keys";'],
  "domains-import-leaves": ["lib/keys/sideways.ts", 'import "../credentials";'],
  "gateway-imports-domains": ["lib/gateway/up.ts", 'import "../http";'],
  "adapters-descend": ["lib/http/sideways.ts", 'import "../auth";'],
  "programs-descend": ["lib/server/sideways.ts", 'import "../cli";'],
  "components-import-schemas": ["components/verb.tsx", 'import "../lib/keys";'],
  "pages-call-verbs": ["app/program.tsx", 'import "../lib/cli";'],
  "front-doors-inside-lib": ["lib/gateway/burglar.ts", 'import "../keys/create";'],
  "front-doors-from-outside": ["app/burglar.tsx", 'import "../lib/keys/create";'],
  "test-support-in-tests": ["lib/keys/leak.ts", 'import "../store/testing";'],
  "schemas-are-for-the-browser-too": ["lib/usage/schema.ts", 'import "node:fs";'],
  "web-framework-at-the-edge": ["lib/keys/framework.ts", 'import "next/headers";'],
  "database-client-below": ["lib/gateway/query.ts", 'import "pg";'],
};

/** A rule holds for every folder of its height. */
const ALSO: [rule: string, path: string, source: string][] = [
  ["domains-import-leaves", "lib/notices/sideways.ts", 'import "../keys";'],
];

const INNOCENT: Record<string, string> = {
  "tsconfig.json": '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
  "lib/cycle-b.ts": 'import "./cycle-a"; export const b = 1;',
  "lib/keys/index.ts": 'import "./create";',
  "lib/keys/create.ts": 'import "pg"; import "../audit"; import "../env";',
  "lib/keys/create.test.ts": 'import "../store/testing"; import "../gateway";',
  "lib/audit/index.ts": "export {};",
  "lib/limits/set.ts": 'import "../audit";',
  "lib/env.ts": "export {};",
  "lib/credentials/index.ts": "export {};",
  "lib/gateway/index.ts": 'import "../keys";',
  "lib/http/index.ts": 'import "next/headers";',
  "lib/auth/index.ts": 'import "../http";',
  "lib/cli/index.ts": 'import "../keys";',
  "lib/store/testing.ts": "export {};",
  "components/table.tsx": 'import "../lib/keys/schema"; import "../lib/http";',
  "lib/keys/schema.ts": 'import { z } from "zod"; export const id = z.string();',
  "app/page.tsx": 'import "../components/table"; import "../lib/keys"; import "../lib/auth";',
};

type Violation = { from: string; rule: { name: string } };
let folder: string;
let violations: Violation[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-layers-"));
  const more = ALSO.map(([, path, source]): [string, string] => [path, source]);
  const files = { ...INNOCENT, ...Object.fromEntries([...Object.values(VIOLATIONS), ...more]) };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const program = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = join(ROOT, ".dependency-cruiser.cjs");
  const run = promisify(execFile)(
    process.execPath,
    [program, "--config", config, "--output-type", "json", "app", "components", "lib"],
    { cwd: folder },
  );
  // It ends with the number of violations as its exit code.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = [
  ...Object.entries(VIOLATIONS).map(([rule, [path]]): [string, string] => [rule, path]),
  ...ALSO.map(([rule, path]): [string, string] => [rule, path]),
];

test.each(all)("%s reports its violation, %s", (rule, path) => {
  expect(
    violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name),
  ).toContain(rule);
});

test("every rule has its violation here", () => {
  const { forbidden } = createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs"));
  expect(forbidden.map((rule: { name: string }) => rule.name).sort()).toEqual(Object.keys(VIOLATIONS).sort());
});

test("what the rule allows is not reported", () => {
  const culprits = new Set(all.map(([, path]) => path));
  culprits.add("lib/cycle-b.ts");
  expect(violations.filter((violation) => !culprits.has(violation.from))).toEqual([]);
});
