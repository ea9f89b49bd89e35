import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds once before the workers start their servers, which would otherwise all wait for the first one's build. */
export default function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "../bin/build.mjs")], { stdio: "inherit" });
}
