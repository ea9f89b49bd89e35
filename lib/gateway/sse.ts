const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK_LINE = /\r\n\r\n|\n\r?\n|\r\r/g;
/** Longer than any event that is looked into; what is longer passes in pieces. */
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/**
 * Gives a stream of server-sent events on in whole events, byte for byte: the beginning of one waits for its end, of which a client could
 * not have made anything either.
 */
export class WholeEvents {
  #held: Buffer[] | null = null;
  #heldBytes = 0;

  /** What is whole with these bytes; null for nothing. */
  push(chunk: Buffer): Buffer | null {
    const end = this.#held === null ? endOfEvents(chunk) : this.#endAcross(chunk);
    if (end === chunk.length && this.#held === null) return chunk;
    if (end === 0 && this.#heldBytes + chunk.length <= MAX_HELD_BYTES) return this.#hold(chunk);
    const whole = this.#release(end === 0 ? chunk : chunk.subarray(0, end));
    if (end > 0 && end < chunk.length) this.#hold(chunk.subarray(end));
    return whole;
  }

  /** What still waited when the stream ended. */
  end(): Buffer | null {
    return this.#held && this.#release(Buffer.alloc(0));
  }

  #hold(bytes: Buffer): null {
    this.#held ??= [];
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    return null;
  }

  #release(last: Buffer): Buffer {
    const whole = this.#held === null ? last : Buffer.concat([...this.#held, last]);
    this.#held = null;
    this.#heldBytes = 0;
    return whole;
  }

  /** A blank line may itself be split: it begins in what is held at most three bytes back. */
  #endAcross(chunk: Buffer): number {
    const end = endOfEvents(chunk);
    if (end > 0) return end;
    const before = lastBytes(this.#held!);
    const across = endOfEvents(Buffer.concat([before, chunk.subarray(0, 3)]));
    return Math.max(0, across - before.length);
  }
}

function lastBytes(held: Buffer[]): Buffer {
  let last = Buffer.alloc(0);
  for (let at = held.length - 1; at >= 0 && last.length < 3; at--) {
    last = Buffer.concat([held[at]!.subarray(-3), last]);
  }
  return last.subarray(-3);
}

/** Behind the last blank line; 0 where there is none. */
export function endOfEvents(bytes: Buffer): number {
  for (let end = bytes.length; end >= 2; end--) {
    const last = bytes[end - 1];
    if (last === NEWLINE) {
      const before = bytes[end - 2];
      if (before === NEWLINE || (before === RETURN && bytes[end - 3] === NEWLINE)) return end;
    } else if (last === RETURN && bytes[end - 2] === RETURN) return end;
  }
  return 0;
}

const DONE = Buffer.from("data: [DONE]\n\n");

/** OpenAI's last event: clients read no further. */
export const isDone = (bytes: Buffer): boolean =>
  bytes.length >= DONE.length && bytes.subarray(bytes.length - DONE.length).equals(DONE);

/** The events in a text, each with the blank line that ends it. */
export function splitEvents(text: string): string[] {
  const events: string[] = [];
  // Nearly every server ends its lines so, and that is found much sooner.
  const endOfFirst = text.includes("\r") ? endOfAny : endOfPlain;
  let start = 0;
  for (let end = endOfFirst(text, 0); end > 0; end = endOfFirst(text, start)) {
    events.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) events.push(text.slice(start));
  return events;
}

function endOfPlain(text: string, from: number): number {
  const at = text.indexOf("\n\n", from);
  return at === -1 ? 0 : at + 2;
}

function endOfAny(text: string, from: number): number {
  BLANK_LINE.lastIndex = from;
  return BLANK_LINE.test(text) ? BLANK_LINE.lastIndex : 0;
}

/** The JSON object that an event says; undefined where it says something else. */
export function readEvent(event: string): unknown {
  const at = event.startsWith("data:") ? 0 : event.indexOf("\ndata:") + 1;
  const data = event.slice(at + 5);
  return data.trimStart().startsWith("{") ? (parse(data) ?? parse(dataOf(event))) : undefined;
}

/** As the standard has it: any number of lines, between others. */
const dataOf = (event: string): string =>
  event
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5))
    .join("\n");

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
