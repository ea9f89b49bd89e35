import { hideUsage } from "./hide-usage";
import { Produced } from "./produced";
import type { Protocol } from "./routes";
import { WholeEvents } from "./sse";
import { UsageReader } from "./usage-reader";

/** Passes a stream's events on and notes what they cost: what the provider counts, and until it has, how much has come. */
export class StreamMeter {
  readonly produced = new Produced();
  readonly reader: UsageReader;
  readonly #events = new WholeEvents();

  constructor(
    protocol: Protocol,
    /** The usage was asked for on our own account. */
    private readonly hides: boolean,
  ) {
    this.reader = new UsageReader(protocol);
  }

  /** What of it the client gets now; null for nothing. */
  push(chunk: Buffer): Buffer | null {
    return this.#pass(this.#events.push(chunk));
  }

  end(): Buffer | null {
    return this.#pass(this.#events.end());
  }

  #pass(events: Buffer | null): Buffer | null {
    if (events === null || events.length === 0) return null;
    this.produced.add(events);
    if (!this.reader.push(events) || !this.hides) return events;
    const shown = hideUsage(events);
    return shown.length === 0 ? null : shown;
  }
}
