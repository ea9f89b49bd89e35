import { readEvent, splitEvents } from "./sse";

/** English has 4.5, most other text three to four. */
export const BYTES_PER_TOKEN = 4;
/** So much is weighed read by read; of what comes after it every eighth, for those before it. */
const WEIGHED_BYTES = 4096;
const SAMPLED_READS = 8;
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
    if (!exact && ++this.#passedReads < SAMPLED_READS) return;
    const times = exact ? 1 : SAMPLED_READS;
    for (const event of splitEvents(events.toString())) {
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
