import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { run, step } from "./progress.mjs";
import { inRoot, StartError } from "./project.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * A Chromium for the end-to-end tests: the one named by PLAYWRIGHT_CHROMIUM, the system's, Playwright's own, and if there is none,
 * Playwright's by download or Debian's package.
 */
export async function chromium() {
  const found = [process.env.PLAYWRIGHT_CHROMIUM, ...SYSTEM, playwrights()].find(
    (path) => path && existsSync(path),
  );
  if (found) return found;
  const failures = [];
  for (const [name, get] of Object.entries({
    "Downloading Chromium": download,
    "Installing Chromium": apt,
  })) {
    try {
      return await step(name, get);
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  throw new StartError(
    `There is no Chromium. Set PLAYWRIGHT_CHROMIUM to one, or install it. (${failures.join("; ")})`,
  );
}

const playwrights = () => createRequire(inRoot("package.json"))("@playwright/test").chromium.executablePath();

async function download() {
  const cli = inRoot("node_modules/@playwright/test/cli.js");
  // Its libraries come from the distribution, which only root may install.
  const dependencies = process.getuid?.() === 0 ? ["--with-deps"] : [];
  await run(process.execPath, [cli, "install", ...dependencies, "chromium"]);
  return existing(playwrights());
}

async function apt() {
  if (process.getuid?.() !== 0) throw new StartError("only root may install packages");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q"], { env });
  await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env });
  return existing("/usr/bin/chromium");
}

function existing(path) {
  if (existsSync(path)) return path;
  throw new StartError(`${path} was not there afterwards`);
}
