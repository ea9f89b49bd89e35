import type { Protocol } from "./routes";
import { Tail } from "./tail";
import { scanUsage, type Usage } from "./usage";
import { firstUsage, lastUsage } from "./usage-scan";
import { type Counted, merge, readCounted, usageOf } from "./wires/anthropic/usage";

const HEAD_LENGTH = 2048;

/** Reads the usage of an answer whose bytes pass as they are, from its end; Anthropic's streams count the input at their beginning. */
export class UsageReader {
  readonly #tail = new Tail();
  #head = "";

  constructor(private readonly protocol: Protocol | null) {}

  push(chunk: Buffer): void {
    this.#tail.push(chunk);
    if (this.protocol === "messages" && this.#head.length < HEAD_LENGTH) {
      this.#head += chunk.toString("latin1", 0, HEAD_LENGTH);
    }
  }

  read(): Usage | null {
    if (this.protocol !== "messages") return scanUsage(this.#tail.text);
    return ofMessages(firstUsage(this.#head, readCounted), lastUsage(this.#tail.text, readCounted));
  }

  static ofWhole(answer: string, protocol: Protocol | null): Usage | null {
    return protocol === "messages" ? ofMessages(null, lastUsage(answer, readCounted)) : scanUsage(answer);
  }
}

const ofMessages = (first: Counted | null, last: Counted | null): Usage | null =>
  first || last ? usageOf(merge(first ?? {}, last ?? {})) : null;
