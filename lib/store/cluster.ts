import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { runAs } from "./account";
import { POSTGRES_ENV } from "./binaries";
import type { ClusterOptions } from "./cluster-options";
import { StoreError } from "./errors";
import { initialise } from "./initialise";
import { postmaster } from "./postmaster";
import { freePort, sleep } from "./processes";

export type Cluster = {
  port: number;
  pid: number;
  /** Resolves when it has ended, asked to or not. */
  exited: Promise<void>;
  /** Ends PostgreSQL; with `whenUnused` only after every other client has gone (30 s at most). */
  stop(whenUnused?: boolean): Promise<void>;
};

const START_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;
const RETRY_FOR_MS = 15_000;
const SMART_STOP_MS = 30_000;
const FAST_STOP_MS = 20_000;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  "log_timezone=UTC",
  // A failing statement may hold data; its error alone is enough.
  "log_min_error_statement=panic",
];

/** Reasons that pass by themselves: the last processes of a killed server, or a port just taken. */
const PASSING = /already exists|still in use|already in use|could not bind|could not create any TCP/i;

/** Starts PostgreSQL on a free port of 127.0.0.1, making the database files first where there are none. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  await prepare(options);
  const retryUntilMs = Date.now() + RETRY_FOR_MS;
  for (;;) {
    const attempt = await launch(options, options.port ?? (await freePort()));
    if ("cluster" in attempt) return attempt.cluster;
    if (!PASSING.test(attempt.reason) || Date.now() > retryUntilMs) {
      throw new StoreError(
        `The embedded PostgreSQL does not start: ${attempt.reason} (data: ${options.folder}, log: ${options.folder}.log)`,
      );
    }
    await sleep(RETRY_MS);
  }
}

async function prepare(options: ClusterOptions): Promise<void> {
  const versionFile = join(options.folder, "PG_VERSION");
  if (!existsSync(options.folder)) return initialise(options);
  const found = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : null;
  if (found === null) {
    throw new StoreError(
      `${options.folder} is not a PostgreSQL data folder (it has no PG_VERSION). Restore it, or move it away.`,
    );
  }
  if (found !== options.binaries.major) {
    throw new StoreError(
      `${options.folder} belongs to PostgreSQL ${found}; this version of Gatehouse brings PostgreSQL ${options.binaries.major}. Start the version that made it, or move it by a dump.`,
    );
  }
}

type Attempt = { cluster: Cluster } | { reason: string };

async function launch(options: ClusterOptions, port: number): Promise<Attempt> {
  const logFile = `${options.folder}.log`;
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, "a", 0o600);
  const before = statSync(logFile).size;
  const child = spawnPostgres(options, port, output);
  closeSync(output);
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  if (await becomesReady(options.folder, child, exited)) {
    // Neither the database nor its lifeline keeps this process alive: it ends when its own work is done.
    child.unref();
    (child.stdio[3] as Socket).unref();
    return {
      cluster: { port, pid: child.pid!, exited, stop: (whenUnused) => stop(child, exited, whenUnused) },
    };
  }
  (child.stdio[3] as Socket).destroy();
  return { reason: reasonIn(readFileSync(logFile).subarray(before).toString()) };
}

/**
 * The shell turns into PostgreSQL (exec), leaving one background reader of descriptor 3: a pipe that we hold open. When
 * we end, however that comes about, the pipe closes and the reader asks PostgreSQL for a fast shutdown. No orphans.
 */
const LIFELINE = '(read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@"';

function spawnPostgres(options: ClusterOptions, port: number, output: number): ChildProcess {
  const settings = [...SETTINGS, ...(options.settings ?? [])].flatMap((setting) => ["-c", setting]);
  const postgres = join(options.binaries.folder, "bin/postgres");
  return spawn("/bin/sh", ["-c", LIFELINE, postgres, "-D", options.folder, "-p", String(port), ...settings], {
    ...runAs(options.account),
    cwd: "/",
    env: POSTGRES_ENV,
    // Its own group, so that Ctrl-C reaches us alone and we stop the database last.
    detached: true,
    stdio: ["ignore", output, output, "pipe"],
  });
}

async function becomesReady(folder: string, child: ChildProcess, exited: Promise<void>): Promise<boolean> {
  let over = false;
  void exited.then(() => {
    over = true;
  });
  const untilMs = Date.now() + START_TIMEOUT_MS;
  while (!over && Date.now() < untilMs) {
    const running = postmaster(folder);
    if (running?.pid === child.pid && running?.ready) return true;
    await sleep(20);
  }
  return false;
}

const reasonIn = (log: string): string =>
  /FATAL: {2}(.*)/.exec(log)?.[1] ?? log.trim().split("\n").at(-1) ?? "it ended without a word";

async function stop(child: ChildProcess, exited: Promise<void>, whenUnused = false): Promise<void> {
  child.ref();
  if (whenUnused) {
    child.kill("SIGTERM");
    await Promise.race([exited, unrefSleep(SMART_STOP_MS)]);
  }
  (child.stdio[3] as Socket).destroy();
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
  await Promise.race([exited, unrefSleep(FAST_STOP_MS)]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGQUIT");
  await exited;
}

const unrefSleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
