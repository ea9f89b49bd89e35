import type { Protocol } from "./routes";
import type { Usage } from "./usage";
import { usageIn } from "./usage-reader";

const USAGE = '"usage"';
/** Longer than a usage object. */
const KEPT_BYTES = 2048;

/** Looks for the usage in an answer that comes in several reads, wherever it stands and however it is split. */
export class Tail {
  /** The last one that has come. */
  usage: Usage | null = null;
  #kept = Buffer.alloc(0);

  constructor(private readonly protocol: Protocol | null) {}

  push(chunk: Buffer): void {
    const seen = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk]);
    // As Latin-1: what is looked for is ASCII.
    if (seen.includes(USAGE)) this.usage = usageIn(seen.toString("latin1"), this.protocol) ?? this.usage;
    // A copy: the rest of the read need not stay.
    this.#kept = Buffer.from(seen.subarray(-KEPT_BYTES));
  }
}
