import { UnreadableAnswer } from "./wire";

const NEWLINE = 0x0a;
/** Longer than any event that a provider sends. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024;

/** Reads server-sent events from bytes that are cut anywhere. Gives the data of each event that is complete. */
export class EventStream {
  #rest: Buffer[] = [];
  #restBytes = 0;
  #data: string[] = [];

  push(chunk: Buffer): string[] {
    // A newline is never within a character: up to the last one the text is whole.
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.#keep(chunk);
      return [];
    }
    const whole = Buffer.concat([...this.#rest, chunk.subarray(0, end)]).toString();
    this.#rest = [];
    this.#restBytes = 0;
    if (end < chunk.length) this.#keep(chunk.subarray(end));
    return this.#events(whole);
  }

  #keep(bytes: Buffer): void {
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
    if (this.#restBytes > MAX_EVENT_BYTES) throw new UnreadableAnswer("an event is too long");
  }

  #events(text: string): string[] {
    const events: string[] = [];
    for (const ended of text.slice(0, -1).split("\n")) {
      const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      if (line.startsWith("data:")) this.#data.push(line.slice(line[5] === " " ? 6 : 5));
      else if (line === "" && this.#data.length > 0) {
        events.push(this.#data.join("\n"));
        this.#data = [];
      }
    }
    return events;
  }
}
