import type { IncomingHttpHeaders } from "node:http";
import type { Call } from "./call";
import { clientHeaders } from "./headers";
import { scrubError } from "./scrub";
import type { Target } from "./targets";
import { refuseUnreadable } from "./upstream-failure";

const MAX_ERROR_BYTES = 256 * 1024;

/** An upstream's own error: held until it is whole, cleared of the credential, and passed back with its status. */
export class UpstreamError {
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    private readonly call: Call,
    private readonly target: Target,
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
    const { call, status, headers, target } = this;
    const encoding = headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") return refuseUnreadable(call, status);
    // Latin-1 both ways: the text may be in any encoding, and a secret is ASCII in all of them.
    const whole = Buffer.concat(this.#chunks).toString("latin1");
    const text = target.hidden ? scrubError(whole, target.hidden.text) : whole;
    call.status = status;
    call.outcome = "upstream_error";
    call.bytes = text.length;
    call.firstByteMs = performance.now() - call.startedMs;
    const passed = clientHeaders(call.requestId, headers, target.hidden);
    call.res.writeHead(status, [...passed, "content-length", String(text.length)]);
    call.res.end(text, "latin1");
  }
}
