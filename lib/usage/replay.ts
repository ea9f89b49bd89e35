import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { applyLocally } from "../changes";
import { isId } from "../ids";
import { log } from "../log";
import { CALL_FIELDS } from "./line";
import { setAside } from "./set-aside";
import { type LeftCheckpoint, readCheckpoint, removeCheckpoint } from "./spool/checkpoint";
import { abandon, isTaken, places } from "./spool/place";
import { SUFFIX } from "./spool/segment";
import { isRefusal, writeBatch } from "./write-batch";

/**
 * Writes what processes that are gone have left in the spool. May be killed anywhere and done by several at once: a batch keeps its id
 * until it is written, and counts once.
 */
export async function replay(spool: string, own: string): Promise<void> {
  for (const place of places(spool)) {
    if (place !== own && !(await isTaken(spool, place))) await replayPlace(spool, place);
  }
}

async function replayPlace(spool: string, place: string): Promise<void> {
  const folder = join(spool, place);
  const organizations = new Set<string>();
  for (const path of batches(folder)) {
    const content = read(path);
    if (content !== null) await write(spool, path, content, organizations);
  }
  // After the batches: a call that has ended is not interrupted, and the database knows it by now.
  const checkpoint = readCheckpoint(folder);
  if (checkpoint !== null) await writeCheckpoint(folder, checkpoint, organizations);
  removeCheckpoint(folder);
  abandon(spool, place);
  for (const organizationId of organizations) applyLocally({ kind: "spend", organizationId });
}

/** In the order of their ids, which is that of their time. */
function batches(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return names.sort().map((name) => join(folder, name));
}

/** Null when another process was quicker. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function write(spool: string, path: string, content: string, organizations: Set<string>) {
  try {
    await writeBatch(basename(path, SUFFIX), wholeLines(path, content, organizations));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return setAside(spool, path, error);
  }
  rmSync(path, { force: true });
}

async function writeCheckpoint(folder: string, { id, text }: LeftCheckpoint, organizations: Set<string>) {
  if (isId(id)) await writeBatch(id, wholeLines(folder, text, organizations));
}

/** The lines that are whole: a kill, or a full disk, can cut the last one short. */
function wholeLines(path: string, content: string, organizations: Set<string>): string {
  const end = content.lastIndexOf("\n") + 1;
  if (end < content.length) {
    log.warn({ path, bytes: content.length - end }, "usage: half a line is left out; its call had not ended");
  }
  const whole = content.slice(0, end);
  for (const [, organizationId] of whole.matchAll(OWNER)) organizations.add(organizationId!);
  return whole;
}

/** In a caller's line: what follows the fields of a call. */
const OWNER = new RegExp(`^\\t{2}[^\\t]+\\t{${CALL_FIELDS - 2}}([^\\t]+)\\t`, "gm");
