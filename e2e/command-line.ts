import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Gatehouse } from "./server";

/** Runs one command beside a running server, as a script would, and returns what it printed with `--json`. */
export async function gatehouse<T>(beside: Gatehouse, args: string[], input = ""): Promise<T> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../bin/gatehouse.mjs"), ...args, "--json"],
    {
      env: { PATH, HOME, GATEHOUSE_DATA_DIR: beside.dataFolder } as unknown as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const written = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    written.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.err += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`gatehouse ${args.join(" ")} exited with ${code}: ${written.err}`);
  return JSON.parse(written.out) as T;
}

type Key = { id: string; secret: string };

/** A project ready to call: the fake upstream's credential and one key, both made on the command line. */
export async function readyToCall(beside: Gatehouse, upstreamUrl: string): Promise<Key> {
  const credential = [
    "credentials",
    "create",
    "--project",
    "default",
    "--name",
    "up",
    "--provider",
    "openai-compatible",
  ];
  await gatehouse(
    beside,
    [...credential, "--base-url", upstreamUrl, "--secret-stdin"],
    "sk-fake-upstream-secret",
  );
  return gatehouse<Key>(beside, ["keys", "create", "--project", "default", "--note", "script"]);
}
