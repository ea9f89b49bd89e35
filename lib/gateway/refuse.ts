import type { IncomingMessage } from "node:http";
import { log } from "../log";
import type { Call } from "./call";
import { cutOff, finish } from "./finish";
import type { Outcome } from "./record";
import { INTERNAL_ERROR, invalidRequest, type Refusal, wordRefusal } from "./refusals";

const TOO_DEEP = invalidRequest("The body is nested too deeply.", null);
/** How long a refused client may go on sending a long body, so that it gets to read the refusal. */
const LINGER_MS = 5000;
const SHORT_BODY_BYTES = 64 * 1024;

/** Ends a call with Gatehouse's own answer in OpenAI's error shape. Once an answer has begun it can only be cut off. */
export function refuse(call: Call, refusal: Refusal, outcome: Outcome = "refused") {
  if (call.ended || call.over) return;
  const { req, res } = call;
  call.code = refusal.code;
  call.outcome = outcome;
  if (res.headersSent) return cutOff(call);
  call.status = refusal.status;
  const body = wordRefusal(refusal, call.protocol);
  const length = Buffer.byteLength(body);
  call.bytes = length;
  call.firstByteMs = performance.now() - call.startedMs;
  const headers = [
    ...call.limitHeaders,
    ...refusal.headers,
    "content-type",
    "application/json",
    "content-length",
    String(length),
  ];
  // A client still waiting for "100 Continue" sends no body: what comes next on the connection is undefined.
  if (call.awaitsContinue) headers.push("connection", "close");
  else if (!req.complete && mayBeLong(req)) setTimeout(stopLingering, LINGER_MS, req).unref();
  res.writeHead(refusal.status, ["x-request-id", call.requestId, ...headers]);
  finish(call, body);
}

const mayBeLong = ({ headers }: IncomingMessage) =>
  "transfer-encoding" in headers || Number(headers["content-length"] ?? 0) > SHORT_BODY_BYTES;

function stopLingering(request: IncomingMessage): void {
  if (!request.complete) request.socket.destroy();
}

/** Ends a call on an error of our own. Its message stays in the log. */
export function fault(call: Call, error: unknown): void {
  // Whoever nests so deep means nothing by it.
  const tooDeep = error instanceof RangeError && /call stack/.test(error.message);
  if (!tooDeep) {
    log.error({ requestId: call.requestId, err: error }, "gateway: a call failed on an error of our own");
  }
  refuse(call, tooDeep ? TOO_DEEP : INTERNAL_ERROR);
}
