import type { IncomingMessage } from "node:http";
import { type Call, callOf } from "./call";
import { invalidRequest } from "./refusals";
import { fault, refuse } from "./refuse";

type Reading = { chunks: Buffer[]; bytes: number; next: (call: Call, body: Buffer) => void };
const READING = Symbol("reading");
type Marked = { [READING]?: Reading };

const tooLarge = (maxBodyBytes: number) =>
  invalidRequest(
    `The body is larger than ${maxBodyBytes} bytes, which is the most this gateway takes.`,
    null,
    413,
  );

/** Reads the whole body, which is parsed once and forwarded as it came. Ends the call when it is too large. */
export function readBody(call: Call, next: (call: Call, body: Buffer) => void) {
  const { req } = call;
  const { maxBodyBytes } = call.deps.limits;
  const encoding = req.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    return refuse(call, invalidRequest("Send the body without content-encoding.", null, 415));
  }
  if (Number(req.headers["content-length"] ?? 0) > maxBodyBytes) return refuse(call, tooLarge(maxBodyBytes));
  if (call.awaitsContinue) call.res.writeContinue();
  (req as Marked)[READING] = { chunks: [], bytes: 0, next };
  req.on("data", onData);
  req.on("end", onEnd);
}

function onData(this: IncomingMessage, chunk: Buffer): void {
  const reading = (this as Marked)[READING]!;
  const call = callOf(this);
  const { maxBodyBytes } = call.deps.limits;
  reading.bytes += chunk.length;
  if (reading.bytes <= maxBodyBytes) {
    reading.chunks.push(chunk);
    return;
  }
  reading.chunks = [];
  this.off("data", onData);
  this.off("end", onEnd);
  this.resume();
  refuse(call, tooLarge(maxBodyBytes));
}

function onEnd(this: IncomingMessage): void {
  const call = callOf(this);
  const { chunks, bytes, next } = (this as Marked)[READING]!;
  try {
    next(call, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes));
  } catch (error) {
    fault(call, error);
  }
}
