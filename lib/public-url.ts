import { readFileSync, writeFileSync } from "node:fs";
import { dataPath, env, forgetEnv } from "./env";

const FILE = "url";

/** The address that people use: NEXTAUTH_URL, which is this machine's own where none was given. Kept for commands beside the server. */
export function providePublicUrl(port: number): string {
  process.env.NEXTAUTH_URL ||= `http://localhost:${port}`;
  forgetEnv();
  const url = trimmed(env().NEXTAUTH_URL!);
  writeFileSync(dataPath(FILE), `${url}\n`);
  return url;
}

/** The same for a command: what it was told itself, or what the server that ran last was. */
export function knownPublicUrl(): string {
  return trimmed(env().NEXTAUTH_URL ?? kept() ?? `http://localhost:${env().PORT}`);
}

function kept(): string | undefined {
  try {
    return readFileSync(dataPath(FILE), "utf8").trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const trimmed = (url: string) => url.replace(/\/+$/, "");
