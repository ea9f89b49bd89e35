import { endOfEvents, readEvent, splitEvents } from "./sse";

/** English has 4.5, most other text three to four. */
export const BYTES_PER_TOKEN = 4;
/** So much is weighed read by read; after it one read stands for those before it, and the beginning of a long one for all of it. */
const WEIGHED_BYTES = 4096;
const READS_PER_SAMPLE = 12;
const SAMPLE_BYTES = 1024;
/** Texts within a piece of an answer that the model did not write. */
const NOT_WRITTEN = new Set(
  "type role id index signature finish_reason stop_reason logprobs content_filter_results encrypted_content".split(
    " ",
  ),
);

/** How much a stream has produced so far, for when its provider does not come to say it. */
export class Produced {
  #pieces = 0;
  #bytes = 0;
  #weighedBytes = 0;
  #passedBytes = 0;
  #passedReads = 0;

  add(events: Buffer): void {
    this.#passedBytes += events.length;
    const exact = this.#weighedBytes < WEIGHED_BYTES;
    if (!exact && ++this.#passedReads < READS_PER_SAMPLE) return;
    const sample = beginningOf(events);
    const times = ((exact ? 1 : READS_PER_SAMPLE) * events.length) / sample.length;
    for (const event of splitEvents(sample.toString())) {
      const written = writtenBytes(readEvent(event));
      if (written > 0) this.#pieces += times;
      this.#bytes += written * times;
    }
    this.#weighedBytes += this.#passedBytes;
    this.#passedBytes = 0;
    this.#passedReads = 0;
  }

  /** A piece of text is at least a token, and a token rarely longer than four bytes. */
  get tokens(): number {
    const counted = Math.max(this.#pieces, this.#bytes / BYTES_PER_TOKEN);
    return counted === 0 ? 0 : Math.ceil(counted * (1 + this.#passedBytes / this.#weighedBytes));
  }
}

function beginningOf(events: Buffer): Buffer {
  const end = events.length > SAMPLE_BYTES ? endOfEvents(events.subarray(0, SAMPLE_BYTES)) : 0;
  return end === 0 ? events : events.subarray(0, end);
}

/** The output in an answer that was not streamed. */
export function tokensIn(answer: Buffer): number {
  const whole = readEvent(`data:${answer}`);
  const bytes = whole === undefined ? answer.length : writtenBytes(whole);
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

type Piece = { choices?: unknown; delta?: unknown; content?: unknown; output?: unknown };

/** What of a chunk, an event or an answer the model wrote, in any of the protocols. */
function writtenBytes(json: unknown): number {
  if (typeof json !== "object" || json === null) return 0;
  const { choices, delta, content, output } = json as Piece;
  return textBytes(choices) + textBytes(delta) + textBytes(content) + textBytes(output);
}

function textBytes(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textBytes(item), 0);
  let bytes = 0;
  for (const [name, inner] of Object.entries(value)) if (!NOT_WRITTEN.has(name)) bytes += textBytes(inner);
  return bytes;
}
