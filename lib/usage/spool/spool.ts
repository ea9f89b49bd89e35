import { mkdirSync } from "node:fs";
import { log } from "../../log";
import type { UsageRecord } from "../record";
import { Segment } from "./segment";

/** A batch is never longer than this and what one append adds. */
export const SEGMENT_RECORDS = 5000;
/** What waits for the database is held in memory as well, up to so many records; further segments are in their files alone. */
const MAX_IN_MEMORY = 20_000;
/** What the disk refuses is held in memory up to so many records. */
const MAX_UNSAVED = 100_000;

/** The lines of one process on their way to the database. */
export class Spool {
  #open: Segment | null = null;
  /** Sealed, the oldest first. */
  readonly #waiting: Segment[] = [];
  #inMemory = 0;
  #unsaved = 0;
  #lost = 0;
  #troubled = false;

  constructor(private readonly folder: string) {}

  /** One write to a file; in memory alone where the disk refuses it. Never throws. */
  append(records: readonly UsageRecord[]): void {
    this.#open ??= this.#begin();
    if (this.#open.saved) {
      try {
        this.#open.write(records);
        if (this.#troubled) this.#recover();
      } catch (error) {
        this.#complain(error);
        this.seal();
        this.#open = new Segment(this.folder);
      }
    }
    if (!this.#open.saved) this.#hold(this.#open, records);
    if (this.#open.count >= SEGMENT_RECORDS) this.seal();
  }

  /** What is open becomes a batch. */
  seal(): void {
    const segment = this.#open;
    if (segment === null) return;
    this.#open = null;
    segment.seal();
    if (segment.count === 0) {
      segment.delete();
      return;
    }
    this.#waiting.push(segment);
    if (segment.saved && this.#inMemory >= MAX_IN_MEMORY) segment.forget();
    else if (segment.saved) this.#inMemory += segment.count;
  }

  /** The batch to write next. */
  get oldest(): Segment | undefined {
    return this.#waiting[0];
  }

  /** Everything that the database does not have, as far as this knows. */
  get segments(): readonly Segment[] {
    return this.#open === null ? this.#waiting : [...this.#waiting, this.#open];
  }

  /** Whether some of it can be told from the files alone. */
  get beyondMemory(): boolean {
    return this.#waiting.some((segment) => !segment.inMemory);
  }

  /** Lets go of the oldest: it is written, or put elsewhere. */
  shift(): void {
    const segment = this.#waiting.shift()!;
    if (!segment.saved) this.#unsaved -= segment.count;
    else if (segment.inMemory) this.#inMemory -= segment.count;
  }

  /** Tries the disk again with what it refused. */
  save(): void {
    if (this.#unsaved === 0) return;
    if (this.#open?.saved === false) this.seal();
    for (const segment of this.#waiting.filter(({ saved }) => !saved)) {
      try {
        segment.save();
      } catch {
        return;
      }
      this.#unsaved -= segment.count;
      this.#inMemory += segment.count;
    }
  }

  #begin(): Segment {
    const segment = new Segment(this.folder);
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      segment.open();
    } catch (error) {
      this.#complain(error);
    }
    return segment;
  }

  #hold(segment: Segment, records: readonly UsageRecord[]): void {
    if (this.#unsaved + records.length > MAX_UNSAVED) {
      if (this.#lost === 0) log.fatal("usage: neither disk nor database takes records; calls go unrecorded");
      this.#lost += records.length;
      return;
    }
    segment.hold(records);
    this.#unsaved += records.length;
  }

  #complain(error: unknown): void {
    if (this.#troubled) return;
    this.#troubled = true;
    log.error(
      { folder: this.folder, error: String(error) },
      "usage: the disk refuses records; they are kept in memory and would not survive a kill",
    );
  }

  #recover(): void {
    log.info({ lost: this.#lost }, "usage: the disk takes records again");
    this.#troubled = false;
    this.#lost = 0;
  }
}
