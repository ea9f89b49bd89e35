import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { run, step } from "./progress.mjs";
import { filesBelow, hashOf, inRoot, Stamp } from "./project.mjs";

const programs = new Stamp("dist/programs.stamp");
const consoleStamp = new Stamp("dist/console.stamp");
const PROGRAM_SOURCES = ["lib", "prisma/schema.prisma", "package-lock.json", "bin/steps"];
const CONSOLE_SOURCES = [
  ...PROGRAM_SOURCES,
  ...[
    "app",
    "components",
    "public",
    "package.json",
    "tsconfig.json",
    "next.config.mjs",
    "postcss.config.mjs",
  ],
];
const isSource = (file) => !/\.test\.tsx?$|\.md$/.test(file);
const sourcesBelow = (paths) => filesBelow(paths).filter(isSource);
const wanted = (paths) => hashOf(sourcesBelow(paths));

/** Whether dist/ holds the server and the command line tool made from these sources. */
export const areProgramsBuilt = () =>
  existsSync(inRoot("dist/server.mjs")) && programs.value === wanted(PROGRAM_SOURCES);

/** The same without reading the sources: nothing has been touched since the build. Quick enough for every command. */
export function areProgramsUntouched() {
  if (!existsSync(inRoot("dist/cli.mjs")) || !existsSync(programs.path)) return false;
  const builtMs = statSync(programs.path).mtimeMs;
  return sourcesBelow(PROGRAM_SOURCES).every((file) => statSync(inRoot(file)).mtimeMs <= builtMs);
}

/** Says that the sources are the built ones, whatever their times (a checkout sets those anew). */
export function confirmPrograms() {
  try {
    utimesSync(programs.path, new Date(), new Date());
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EPERM" && error.code !== "EROFS") throw error;
  }
}

/** Bundles the server and the command line tool; packages stay in node_modules. */
export async function buildPrograms() {
  const value = wanted(PROGRAM_SOURCES);
  programs.clear();
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: inRoot(),
    entryPoints: { server: "lib/server/main.ts", cli: "lib/cli/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  // The process it works in would stay for as long as the server runs.
  await stop();
  programs.write(value);
}

export const isConsoleBuilt = () =>
  existsSync(inRoot(".next/BUILD_ID")) && consoleStamp.value === wanted(CONSOLE_SOURCES);

/** The production build of the pages. */
export async function buildConsole() {
  await step("Building the console", async () => {
    const value = wanted(CONSOLE_SOURCES);
    consoleStamp.clear();
    clearBuild();
    await run(process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    await compressStatic();
    consoleStamp.write(value);
  });
}

/** Brotli once at build time, at its best: a fifth less to load than what gzip does on the way. */
async function compressStatic() {
  const folder = inRoot(".next/static");
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css)$/.test(file));
  const compress = promisify(brotliCompress);
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      await writeFile(`${path}.br`, await compress(await readFile(path)));
    }),
  );
}

/** Leaves the compiler's cache, which makes the next build quicker, and a running development server's files. */
function clearBuild() {
  if (!existsSync(inRoot(".next"))) return;
  for (const entry of readdirSync(inRoot(".next"))) {
    if (entry !== "cache" && entry !== "dev")
      rmSync(inRoot(".next", entry), { recursive: true, force: true });
  }
}
