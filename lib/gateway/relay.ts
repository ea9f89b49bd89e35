import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { type Call, callOf } from "./call";
import { clientHeaders } from "./headers";
import { fault } from "./refuse";
import { Scrubber, scrubText } from "./scrub";
import { Tail } from "./tail";
import type { Target } from "./targets";
import { UpstreamError } from "./upstream-error";
import { failUpstream, refuseRedirect } from "./upstream-failure";
import { scanUsage } from "./usage";

type Controller = Dispatcher.DispatchController;
const CLIENT_GONE = new Error("the client has gone");

/**
 * Passes an upstream's answer back as it comes. What arrives within one turn of the event loop leaves in one write at its end:
 * a short answer whole, with its length; a stream's events together, none of them later than that turn.
 */
export class Relay implements Dispatcher.DispatchHandler {
  #controller: Controller | null = null;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #error: UpstreamError | null = null;
  #held: Buffer[] = [];
  #armed = false;
  #over = false;
  #scrubber: Scrubber | null = null;
  #tail: Tail | null = null;

  constructor(
    private readonly call: Call,
    private readonly target: Target,
  ) {}

  /** The connection is there and the request about to be written; a client may have left while it waited for that. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.call.ended) this.abort();
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (status >= 400) this.#error = new UpstreamError(this.call, this.target, status, headers);
    else if (status >= 300) this.#redirected();
    else this.#arm();
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    if (this.#over) return;
    if (this.#error) {
      if (!this.#error.push(chunk)) this.abort();
      return;
    }
    this.#held.push(chunk);
    this.#arm();
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#error) this.#error.send();
    else if (this.call.res.headersSent) this.#endStream();
    else this.#sendWhole();
  }

  onResponseError(_: Controller, error: Error): void {
    if (this.#over) return;
    this.#over = true;
    failUpstream(this.call, error);
  }

  /** Stops the upstream: also a request that still waits for its connection or its answer. */
  abort(): void {
    this.#over = true;
    this.#controller?.abort(CLIENT_GONE);
  }

  /** The client has room again. */
  resume(): void {
    this.#controller?.resume();
  }

  #redirected(): void {
    refuseRedirect(this.call);
    this.abort();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    process.nextTick(flush, this);
  }

  /** Writes what this turn brought. */
  flush(): void {
    this.#armed = false;
    if (this.#over || this.call.ended) return;
    const { res } = this.call;
    if (!res.headersSent) this.#startStream();
    if (this.#held.length === 0) return;
    if (res.write(this.#pass(this.#take())) || this.call.ended) return;
    this.#controller?.pause();
    res.once("drain", onDrain);
  }

  #startStream(): void {
    const { call } = this;
    const headers = this.#begin();
    const length = this.#headers["content-length"];
    if (typeof length === "string") headers.push("content-length", length);
    if (this.target.hidden) this.#scrubber = new Scrubber(this.target.hidden.bytes);
    if (this.#headers["content-encoding"] === undefined) this.#tail = new Tail();
    call.res.writeHead(this.#status, headers);
    if (this.#held.length === 0) call.res.flushHeaders();
  }

  #endStream(): void {
    const { call } = this;
    if (this.#held.length > 0) call.res.write(this.#pass(this.#take()));
    const rest = this.#scrubber?.end();
    if (rest) call.res.write(rest);
    if (this.#tail) call.usage = scanUsage(this.#tail.text);
    call.outcome = "success";
    call.res.end();
  }

  #sendWhole(): void {
    const { call } = this;
    // As Latin-1 text the bytes stay what they are, are quickly searched, and leave together with the head in one write.
    const body = scrubText(this.#take().toString("latin1"), this.target.hidden);
    if (this.#headers["content-encoding"] === undefined) call.usage = scanUsage(body);
    const headers = this.#begin();
    headers.push("content-length", String(body.length));
    call.bytes = body.length;
    call.outcome = "success";
    call.res.writeHead(this.#status, headers);
    call.res.end(body, "latin1");
  }

  /** The head's common part. */
  #begin(): string[] {
    const { call } = this;
    call.status = this.#status;
    call.firstByteMs = performance.now() - call.startedMs;
    return clientHeaders(call.requestId, this.#headers, this.target.hidden);
  }

  #take(): Buffer {
    const chunk = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [];
    return chunk;
  }

  #pass(chunk: Buffer): Buffer {
    this.call.bytes += chunk.length;
    const passed = this.#scrubber ? this.#scrubber.push(chunk) : chunk;
    this.#tail?.push(passed);
    return passed;
  }

  /** Gives up on an error of our own. */
  fail(error: unknown): void {
    fault(this.call, error);
    this.abort();
  }
}

function flush(relay: Relay): void {
  try {
    relay.flush();
  } catch (error) {
    relay.fail(error);
  }
}

function onDrain(this: Parameters<typeof callOf>[0]): void {
  callOf(this).upstream?.resume();
}
