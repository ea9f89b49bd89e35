import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const START_TIMEOUT_MS = 120_000;
const READY = /Gatehouse is ready at (\S+)\n(?:Create the first user: (\S+)\n)?/;

export type Gatehouse = {
  url: string;
  /** The one-time link that was printed; null when a user existed. */
  setupUrl: string | null;
  /** The database it runs on; a second process takes it as DATABASE_URL. */
  databaseUrl: string;
  /** A second process needs the same GATEHOUSE_KEK and NEXTAUTH_SECRET. */
  secrets: { GATEHOUSE_KEK: string; NEXTAUTH_SECRET: string };
  dataFolder: string;
  child: ChildProcess;
  /** Everything it wrote so far, on both streams. */
  logs(): string;
  /** SIGTERM, as an operator stops it. Returns the exit code; the data folder is removed. */
  stop(): Promise<number | null>;
};

/** Starts the built server as `npm start` does, on a free port and, without `env.DATABASE_URL`, a data folder of its own. */
export async function startGatehouse({
  env = {},
}: {
  env?: Record<string, string>;
} = {}): Promise<Gatehouse> {
  const dataFolder = env.GATEHOUSE_DATA_DIR ?? mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const child = spawn(process.execPath, [join(ROOT, "bin/start.mjs")], {
    cwd: ROOT,
    env: { ...inherited(), PORT: "0", GATEHOUSE_HOST: "127.0.0.1", GATEHOUSE_DATA_DIR: dataFolder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  const collect = (chunk: Buffer) => {
    written += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const [, url, setupUrl] = await ready(child, () => written);
  return {
    url: url!,
    setupUrl: setupUrl ?? null,
    databaseUrl: env.DATABASE_URL ?? embeddedUrl(dataFolder),
    secrets: {
      GATEHOUSE_KEK: env.GATEHOUSE_KEK ?? read(dataFolder, "kek"),
      NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? read(dataFolder, "session-secret"),
    },
    dataFolder,
    child,
    logs: () => written,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      if (!env.GATEHOUSE_DATA_DIR) rmSync(dataFolder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** This machine's own settings would change what is tested. */
const inherited = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(GATEHOUSE_|NEXTAUTH_|DATABASE_URL|PORT$|NODE_ENV)/.test(name),
    ),
  ) as NodeJS.ProcessEnv;

async function ready(child: ChildProcess, written: () => string): Promise<RegExpExecArray> {
  const untilMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const match = READY.exec(written());
    if (match) return match;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`It ended with exit code ${child.exitCode}.\n${written()}`);
    }
    if (Date.now() > untilMs) {
      child.kill("SIGKILL");
      throw new Error(`It was not ready in time:\n${written()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const read = (dataFolder: string, name: string) => readFileSync(join(dataFolder, name), "utf8").trim();

function embeddedUrl(dataFolder: string): string {
  const port = read(dataFolder, "postgres/postmaster.pid").split("\n")[3];
  return `postgresql://gatehouse:${read(dataFolder, "postgres-password")}@127.0.0.1:${port}/gatehouse`;
}
