import { mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { log } from "../log";

const REFUSED = "refused";

/** Keeps a batch that the database will never take out of the others' way, for a person to look at. */
export function setAside(spool: string, path: string, error: unknown): void {
  const folder = join(spool, REFUSED);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = join(folder, basename(path));
  renameSync(path, kept);
  log.error(
    { file: kept, error: String(error) },
    "usage: the database refuses a batch; its calls are not counted",
  );
}
