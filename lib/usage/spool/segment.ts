import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { newId } from "../../ids";
import { toLines } from "../line";
import type { UsageRecord } from "../record";

/** How the files of batches end. */
export const SUFFIX = ".tsv";

/** Some lines that become one batch: a file that is only appended to, and what it says in memory for as long as that is little. */
export class Segment {
  readonly id = newId();
  readonly path: string;
  count = 0;
  /** All of it is in the file. */
  saved = false;
  /** Its writing was tried, and may have succeeded unheard. */
  uncertain = false;
  #file: number | null = null;
  #bytes = 0;
  readonly #callers = new Set<string>();
  #text: string[] = [];
  #records: UsageRecord[] = [];

  constructor(folder: string) {
    this.path = join(folder, `${this.id}${SUFFIX}`);
  }

  /** None once they are in the file alone. */
  get records(): readonly UsageRecord[] {
    return this.#records;
  }

  get inMemory(): boolean {
    return this.#text.length > 0;
  }

  /** Makes the file. Throws what the file system says. */
  open(): void {
    this.#file = openSync(this.path, "ax", 0o600);
    this.saved = true;
  }

  /** One write of lines. Throws what the file system says; sealed then, this holds what it held before. */
  write(records: readonly UsageRecord[]): void {
    const text = toLines(records, this.#callers);
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file!, bytes, done);
    } catch (error) {
      // Half a line that stays nevertheless is at the end of the file, and taken for what it is.
      ftruncateSync(this.#file!, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
    this.#keep(text, records);
  }

  /** Holds lines in memory alone. */
  hold(records: readonly UsageRecord[]): void {
    this.#keep(toLines(records, this.#callers), records);
  }

  #keep(text: string, records: readonly UsageRecord[]): void {
    this.#text.push(text);
    for (const record of records) this.#records.push(record);
    this.count += records.length;
  }

  /** Nothing is added any more. */
  seal(): void {
    const file = this.#file;
    this.#file = null;
    if (file !== null) regardless(() => closeSync(file));
  }

  /** Puts what is only in memory into the file. Throws what the file system says. */
  save(): void {
    writeFileSync(this.path, this.text(), { mode: 0o600 });
    this.saved = true;
  }

  /** Leaves the lines to the file. */
  forget(): void {
    this.#text = [];
    this.#records = [];
  }

  text(): string {
    return this.inMemory ? this.#text.join("") : readFileSync(this.path, "utf8");
  }

  /** A file that stays nevertheless is found by the next start, and counts no more. */
  delete(): void {
    regardless(() => rmSync(this.path, { force: true }));
  }
}

/** A disk in trouble is told of where something is written; what ends there must not fail a call. */
function regardless(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
