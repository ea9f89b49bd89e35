import { crc32 } from "node:zlib";
import { UnreadableAnswer } from "../wire";

/** One message of `application/vnd.amazon.eventstream`. */
export type Frame = { headers: Record<string, string>; payload: Buffer };

const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
const MAX_FRAME_BYTES = 24 * 1024 * 1024;
const STRING = 7;
/** How long the values of the other types are; the one other type of varying length is a byte array (6). */
const FIXED_BYTES: Record<number, number> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16 };

/** Cuts frames out of a stream whose chunks end anywhere, and checks both checksums of each. */
export class FrameReader {
  #waiting: Buffer[] = [];
  #bytes = 0;
  #wanted = PRELUDE_BYTES;

  /** Whether the stream may end here. */
  get atBoundary(): boolean {
    return this.#bytes === 0;
  }

  /** The frames that are complete with these bytes. Throws UnreadableAnswer for what is no frame. */
  *push(chunk: Buffer): Generator<Frame> {
    this.#waiting.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes >= this.#wanted) {
      const bytes = this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting);
      const length = frameLength(bytes);
      const complete = bytes.length >= length;
      this.#keep(complete ? bytes.subarray(length) : bytes, complete ? PRELUDE_BYTES : length);
      if (complete) yield readFrame(bytes.subarray(0, length));
    }
  }

  #keep(rest: Buffer, wanted: number): void {
    this.#waiting = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#wanted = wanted;
  }
}

function frameLength(bytes: Buffer): number {
  const length = bytes.readUInt32BE(0);
  const sound = crc32(bytes.subarray(0, 8)) === bytes.readUInt32BE(8);
  const fits = length >= bytes.readUInt32BE(4) + PRELUDE_BYTES + CRC_BYTES && length <= MAX_FRAME_BYTES;
  if (!sound || !fits) throw new UnreadableAnswer("a frame's prelude is damaged");
  return length;
}

function readFrame(frame: Buffer): Frame {
  const end = frame.length - CRC_BYTES;
  if (crc32(frame.subarray(0, end)) !== frame.readUInt32BE(end)) {
    throw new UnreadableAnswer("a frame is damaged");
  }
  const payloadAt = PRELUDE_BYTES + frame.readUInt32BE(4);
  return {
    headers: readHeaders(frame.subarray(PRELUDE_BYTES, payloadAt)),
    payload: frame.subarray(payloadAt, end),
  };
}

/** Headers that are strings; the protocol's own all are. */
function readHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes[at]!;
    const type = bytes[nameEnd]!;
    const fixed = FIXED_BYTES[type];
    const start = nameEnd + (fixed === undefined ? 3 : 1);
    const end = start > bytes.length ? start : start + (fixed ?? bytes.readUInt16BE(nameEnd + 1));
    if (end > bytes.length) throw new UnreadableAnswer("a frame's headers are cut short");
    if (type === STRING)
      headers[bytes.toString("utf8", at + 1, nameEnd)] = bytes.toString("utf8", start, end);
    at = end;
  }
  return headers;
}
