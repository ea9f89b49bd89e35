import type { IncomingHttpHeaders } from "node:http";
import type { Call } from "./call";
import { finish } from "./finish";
import { clientHeaders } from "./headers";
import { type Hidden, scrubError } from "./scrub";
import { refuseUnreadable } from "./upstream-failure";
import type { TranslatedError, Translator } from "./wires";

const MAX_ERROR_BYTES = 256 * 1024;

/** An upstream's own error: held until it is whole, cleared of the credential, and passed back with its status. */
export class UpstreamError {
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    private readonly call: Call,
    private readonly hidden: Hidden | null,
    private readonly translator: Translator | null,
    private readonly status: number,
    private readonly headers: IncomingHttpHeaders,
  ) {}

  /** False when no more is wanted: the call has been answered. */
  push(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= MAX_ERROR_BYTES) return true;
    refuseUnreadable(this.call, this.status);
    return false;
  }

  send() {
    const { call, status, headers, hidden, translator } = this;
    const encoding = headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") return refuseUnreadable(call, status);
    const whole = Buffer.concat(this.#chunks);
    if (translator) return sendError(call, headers, hidden, translator.error(status, whole.toString()));
    // Latin-1 both ways: the text may be in any encoding, and a secret is ASCII in all of them.
    const text = scrubError(whole.toString("latin1"), hidden);
    answer(call, clientHeaders(call, headers, hidden, null), status, text, "latin1");
  }
}

/** Answers with a provider's error that was translated. */
export function sendError(
  call: Call,
  headers: IncomingHttpHeaders,
  hidden: Hidden | null,
  { status, body }: TranslatedError,
): void {
  const passed = clientHeaders(call, headers, hidden, "application/json");
  answer(call, passed, status, scrubError(body, hidden), "utf8");
}

function answer(
  call: Call,
  headers: string[],
  status: number,
  text: string,
  encoding: "latin1" | "utf8",
): void {
  const length = Buffer.byteLength(text, encoding);
  call.status = status;
  call.outcome = "upstream_error";
  call.bytes = length;
  call.firstByteMs = performance.now() - call.startedMs;
  call.res.writeHead(status, [...headers, "content-length", String(length)]);
  finish(call, text, encoding);
}
