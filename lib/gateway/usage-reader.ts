import { isFinalEvent } from "./final-event";
import type { Protocol } from "./routes";
import { endOfEvents, splitEvents } from "./sse";
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

/** Reads the usage of a stream from its events; Anthropic's count the input at their beginning, those of Responses all of it in the last. */
export class UsageReader {
  usage: Usage | null = null;
  /** That is all of it. */
  complete = false;
  #counted: Counted | null = null;
  /** Whether an event that is so long that it comes in pieces, and goes on, is the last; null where none does. */
  #isFinal: boolean | null = null;

  constructor(private readonly protocol: Protocol) {}

  /** Takes whole events, or pieces of a very long one; false where they tell no usage. */
  push(events: Buffer): boolean {
    if (this.protocol === "responses") return this.#takeFinal(events);
    if (!events.includes(COUNTED[this.protocol])) return false;
    const text = events.toString("latin1");
    if (this.protocol === "messages") this.#merge(splitEvents(text));
    else {
      this.usage = scanUsage(text) ?? this.usage;
      this.complete = this.usage !== null;
    }
    return true;
  }

  #takeFinal(events: Buffer): boolean {
    const isWhole = endOfEvents(events) === events.length;
    const isCounted = events.includes(COUNTED.responses);
    if (!isCounted && isWhole && this.#isFinal === null) return false;
    const texts = splitEvents(events.toString("latin1"));
    texts.forEach((text, at) => {
      const isFinal = this.#isFinal ?? isFinalEvent(text);
      const goesOn = !isWhole && at === texts.length - 1;
      this.#isFinal = goesOn ? isFinal : null;
      if (isFinal) this.usage = scanUsage(text) ?? this.usage;
    });
    this.complete = this.usage !== null;
    return isCounted;
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
