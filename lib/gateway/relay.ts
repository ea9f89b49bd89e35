import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { type Call, callOf } from "./call";
import { estimateUsage } from "./estimate-usage";
import { cutOff } from "./finish";
import type { Forwarder } from "./forward";
import { Outgoing } from "./outgoing";
import { fault } from "./refuse";
import type { Hidden } from "./scrub";
import { isDone } from "./sse";
import { sendError, UpstreamError } from "./upstream-error";
import { failUpstream, isTimeout, reasonOf, refuseRedirect, TargetTimeout } from "./upstream-failure";
import { type Exchange, type TranslatedError, type Translator, UnreadableAnswer } from "./wires";

type Controller = Dispatcher.DispatchController;
const CLIENT_GONE = new Error("the client has gone");
/** A translated answer that is not streamed is held until it is whole. */
const MAX_WHOLE_BYTES = 32 * 1024 * 1024;
const NOT_COUNTED = { usage: null, complete: false };

/**
 * Passes one upstream's answer back as it comes, or has the next target tried while the client has been told nothing. What arrives
 * within one turn of the event loop leaves in one write at its end: a short answer whole, with its length; a stream's events together,
 * none of them later than that turn.
 */
export class Relay implements Dispatcher.DispatchHandler {
  #controller: Controller | null = null;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #error: UpstreamError | null = null;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #armed = false;
  #over = false;
  #out: Outgoing | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Something was asked of the upstream that it may charge for, whatever becomes of its answer. */
  #spends = false;
  readonly #translator: Translator | null;
  /** Nothing is passed on before the answer is complete. */
  readonly #collects: boolean;

  constructor(
    private readonly call: Call,
    private readonly hidden: Hidden | null,
    private readonly exchange: Exchange,
    private readonly forwarder: Forwarder,
    timeoutMs: number | null,
  ) {
    this.#translator = exchange.translator;
    this.#collects = this.#translator !== null && !call.body!.streamed;
    if (timeoutMs !== null) this.#timer = setTimeout(expire, timeoutMs, this);
  }

  /** The connection is there and the request about to be written; a client may have left while it waited for that. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#over || this.call.ended) this.abort();
    else this.#spends = true;
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders) {
    if (status < 200 || this.#over) return;
    this.#status = status;
    this.#headers = headers;
    if (status < 300) return this.#begin();
    this.#spends = false;
    if ((status === 429 || status >= 500 || status < 400) && this.#tryNext(`status ${status}`)) return;
    if (status < 400) this.#redirected();
    else this.#error = new UpstreamError(this.call, this.hidden, this.#translator, status, headers);
  }

  onResponseData(_: Controller, chunk: Buffer) {
    if (this.#over) return;
    this.#stopTimer();
    if (this.#error) {
      if (!this.#error.push(chunk)) this.abort();
      return;
    }
    this.#held.push(chunk);
    if (!this.#collects) return this.#arm();
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > MAX_WHOLE_BYTES) this.fail(new UnreadableAnswer("the answer is too long"));
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#stopTimer();
    try {
      this.#finish();
    } catch (error) {
      this.fail(error);
    }
  }

  onResponseError(_: Controller, error: Error): void {
    if (!this.#over) this.#broke(error);
  }

  /** Stops the upstream: also a request that still waits for its connection or its answer. */
  abort(): void {
    this.#over = true;
    this.#stopTimer();
    this.#controller?.abort(CLIENT_GONE);
  }

  /** The client has room again. */
  resume(): void {
    this.#controller?.resume();
  }

  /** What the provider counted or, as long as it has not, an estimate; nothing for what it did not take on. */
  measure(): void {
    const { call } = this;
    const { usage, complete } = this.#out?.counted() ?? NOT_COUNTED;
    call.estimated = this.#spends && !complete;
    if (!this.#spends) call.usage = null;
    else call.usage = complete ? usage : estimateUsage(call, usage, this.#out?.producedTokens() ?? 0);
  }

  /** No byte has come in the time that the endpoint gives. */
  expire(): void {
    if (this.#over || this.call.ended) return;
    this.#broke(new TargetTimeout("no byte has come in time"));
    this.abort();
  }

  /** Writes what this turn brought. */
  flush() {
    this.#armed = false;
    if (this.#over || this.call.ended) return;
    const bytes = this.#pass();
    if (this.#translator?.failure) return this.#failedWithin(bytes, this.#translator.failure);
    const { res, plan } = this.call;
    const out = this.#outgoing();
    if (!res.headersSent) {
      // An endpoint waits for the first byte before it commits to a target; others tell the client at once that there is an answer.
      if (bytes === null && plan!.endpoint) return;
      out.startStream();
      if (bytes === null) res.flushHeaders();
    }
    // A client that has read the last event has read all: it must not get that before the call is on record.
    if (bytes && isDone(bytes) && this.#headers["content-length"] === undefined) {
      this.#over = true;
      return out.endStream(bytes);
    }
    if (bytes === null || out.write(bytes) || this.call.ended) return;
    this.#controller?.pause();
    res.once("drain", onDrain);
  }

  /** Gives up: on an answer that cannot be read, or on an error of our own. */
  fail(error: unknown): void {
    if (error instanceof UnreadableAnswer) this.#broke(error);
    else fault(this.call, error);
    this.abort();
  }

  #begin() {
    const encoding = this.#headers["content-encoding"];
    if (this.#translator && encoding !== undefined && encoding !== "identity") {
      return this.fail(new UnreadableAnswer("the answer is compressed"));
    }
    if (!this.#collects) this.#arm();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    process.nextTick(flush, this);
  }

  #finish() {
    this.#over = true;
    if (this.#error) return this.#error.send();
    if (this.#collects) return this.#outgoing().sendWhole(this.#translateWhole(), "application/json");
    const bytes = this.#pass();
    const failure = this.#translator?.failure;
    if (failure) return this.#failedWithin(bytes, failure);
    const last = this.#translator?.end() ?? null;
    const rest = bytes && last ? Buffer.concat([bytes, last]) : (bytes ?? last);
    if (this.call.res.headersSent) return this.#out!.endStream(rest);
    this.#outgoing().sendWhole(rest ?? Buffer.alloc(0), "text/event-stream; charset=utf-8");
  }

  #translateWhole(): Buffer {
    return this.#translator!.whole(this.#take()!);
  }

  /** What is held, translated where it has to be; null for nothing. */
  #pass(): Buffer | null {
    const held = this.#take();
    if (!this.#translator || held === null) return held;
    return this.#translator.push(held);
  }

  #take(): Buffer | null {
    if (this.#held.length === 0) return null;
    const chunk = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [];
    return chunk;
  }

  #outgoing(): Outgoing {
    this.#out ??= new Outgoing(this.call, this.#status, this.#headers, this.hidden, this.exchange);
    return this.#out;
  }

  #broke(error: Error): void {
    this.#over = true;
    this.#stopTimer();
    // Who was silent for too long may have been at work; who broke off before it answered was not.
    const begun = this.#status !== 0 || isTimeout(error);
    const retried = this.forwarder.tryNext(this.call, reasonOf(error));
    if (retried || !begun) this.#spends = false;
    if (!retried) failUpstream(this.call, error);
  }

  #tryNext(reason: string): boolean {
    if (!this.forwarder.tryNext(this.call, reason)) return false;
    this.#spends = false;
    this.abort();
    return true;
  }

  #redirected(): void {
    refuseRedirect(this.call);
    this.abort();
  }

  /** The provider reported an error within its stream: an error like any other as long as the client has been told nothing. */
  #failedWithin(bytes: Buffer | null, failure: TranslatedError) {
    const { call } = this;
    if (!call.res.headersSent) {
      this.#spends = false;
      const passing = failure.status !== 429 && failure.status < 500;
      if (passing || !this.#tryNext(`status ${failure.status}`)) {
        sendError(call, this.#headers, this.hidden, failure);
      }
      return this.abort();
    }
    if (bytes) this.#out!.write(bytes);
    call.outcome = "upstream_error";
    this.#out!.write(Buffer.from(`data: ${failure.body}\n\n`));
    call.res.write("", () => cutOff(call));
    this.abort();
  }

  #stopTimer(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const expire = (relay: Relay): void => relay.expire();

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
