import type { Protocol } from "./routes";
import { splitEvents } from "./sse";
import { scanUsage, type Usage } from "./usage";
import { lastUsage } from "./usage-scan";
import { type Counted, merge, readCounted, usageOf } from "./wires/anthropic/usage";

/**
 * What every usage object of a protocol has in it, and no text, where a backslash would precede the quote. Without the quote in front,
 * which is what a search would stop at all the time.
 */
const COUNTED: Record<Protocol, Buffer> = {
  chat: Buffer.from('prompt_tokens"'),
  embeddings: Buffer.from('prompt_tokens"'),
  responses: Buffer.from('input_tokens"'),
  messages: Buffer.from('output_tokens"'),
};

/** Reads the usage of a stream from its events; Anthropic's count the input at their beginning. */
export class UsageReader {
  usage: Usage | null = null;
  /** That is all of it. */
  complete = false;
  #counted: Counted | null = null;

  constructor(private readonly protocol: Protocol) {}

  /** Takes whole events; false where they tell no usage. */
  push(events: Buffer): boolean {
    if (!events.includes(COUNTED[this.protocol])) return false;
    const text = events.toString("latin1");
    if (this.protocol === "messages") this.#merge(splitEvents(text));
    else {
      this.usage = scanUsage(text) ?? this.usage;
      this.complete = this.usage !== null;
    }
    return true;
  }

  #merge(events: string[]): void {
    for (const event of events) {
      const reported = lastUsage(event, readCounted);
      if (reported === null) continue;
      this.#counted = merge(this.#counted ?? {}, reported);
      this.usage = usageOf(this.#counted);
      this.complete = event.includes('"message_delta"');
    }
  }
}

/** The usage in an answer that is not streamed, or in its end. */
export function usageIn(answer: string, protocol: Protocol | null): Usage | null {
  if (protocol !== "messages") return scanUsage(answer);
  const counted = lastUsage(answer, readCounted);
  return counted && usageOf(counted);
}
