import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "../../ids";
import { toLines } from "../line";
import type { UsageRecord } from "../record";

const CHECKPOINT = "checkpoint";

/** The calls that have been under way for long, as they would be charged if this process ended now. */
export class Checkpoint {
  #empty = true;

  constructor(private readonly folder: string) {}

  /** Replaces the file as a whole: its first line is the id of the batch that it would become. */
  write(records: readonly UsageRecord[]): void {
    const attributed = records.filter(({ keyId }) => keyId !== null);
    if (attributed.length === 0) {
      this.clear();
      return;
    }
    const path = join(this.folder, CHECKPOINT);
    const lines = toLines(attributed.map((record) => ({ ...record, outcome: "interrupted" })));
    writeFileSync(`${path}.new`, `${newId()}\n${lines}`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    this.#empty = false;
  }

  clear(): void {
    if (!this.#empty) removeCheckpoint(this.folder);
    this.#empty = true;
  }
}

export type LeftCheckpoint = { id: string; text: string };

/** What a process that is gone had under way; null where there was nothing. */
export function readCheckpoint(folder: string): LeftCheckpoint | null {
  try {
    const content = readFileSync(join(folder, CHECKPOINT), "utf8");
    const end = content.indexOf("\n");
    return { id: content.slice(0, end), text: content.slice(end + 1) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export function removeCheckpoint(folder: string): void {
  rmSync(join(folder, `${CHECKPOINT}.new`), { force: true });
  rmSync(join(folder, CHECKPOINT), { force: true });
}
