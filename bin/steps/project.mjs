// Facts about the checkout. Everything in bin/ is plain JavaScript: it runs before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);

const OLDEST_NODE = [20, 19];

/** A failure that needs no stack: its message says what to do. */
export class StartError extends Error {}

/** Ends the process with one line when Node is too old for what follows. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Gatehouse needs Node.js ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Every file below the given paths, sorted; folders that are generated or irrelevant are left out. */
export function filesBelow(paths, ignored = /(^|\/)(node_modules|generated|\.[^/]+)(\/|$)/) {
  return paths.flatMap((path) => walk(path, ignored)).sort();
}

function walk(path, ignored) {
  if (!existsSync(inRoot(path)) || ignored.test(path)) return [];
  let entries;
  try {
    entries = readdirSync(inRoot(path));
  } catch {
    return [path];
  }
  return entries.flatMap((entry) => walk(`${path}/${entry}`, ignored));
}

/** One hash over the names and contents of files. */
export function hashOf(files, ...more) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(inRoot(file)))
      .update("\0");
  for (const text of more) hash.update(String(text)).update("\0");
  return hash.digest("hex");
}

/** A note of what a finished step was made from. It is removed before the step and written after it. */
export class Stamp {
  constructor(...path) {
    this.path = inRoot(...path);
  }

  get value() {
    return existsSync(this.path) ? readFileSync(this.path, "utf8").trim() : null;
  }

  clear() {
    rmSync(this.path, { force: true });
  }

  write(value) {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, `${value}\n`);
  }
}
