import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

const found = (program, ...args) => {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch (error) {
    return error.code !== "ENOENT";
  }
};

/** Ends with one line when a program that the bench needs is missing. */
export function requireTools() {
  const missing = ["wrk", "nginx"].filter((program) => !found(program, "-v"));
  if (missing.length === 0) return;
  console.error(
    `The bench needs ${missing.join(" and ")}: apt-get install --no-install-recommends ${missing.join(" ")}`,
  );
  process.exit(1);
}

const pins = process.platform === "linux" && availableParallelism() >= 2 && found("taskset", "--version");

/** A command line kept to one core: contestants on the first, load and stubs on the second. Unpinned where that cannot be done. */
export const pinned = (core, command) => (pins ? ["taskset", "-c", String(core), ...command] : command);
export const CONTESTANT_CORE = 0;
export const LOAD_CORE = 1;
export const isPinned = pins;
