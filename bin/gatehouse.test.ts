import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the launcher prints nothing but the command's own output on standard output", async () => {
  const launcher = join(import.meta.dirname, "gatehouse.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [launcher, "--help"], {
    cwd: "/",
    env: { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv,
  });
  expect(stdout).toMatch(/^Usage: gatehouse /);
});
