import type { IncomingHttpHeaders } from "node:http";
import type { Call } from "./call";
import { finish } from "./finish";
import { clientHeaders } from "./headers";
import { BYTES_PER_TOKEN, tokensIn } from "./produced";
import { type Hidden, Scrubber, scrubText } from "./scrub";
import { StreamMeter } from "./stream-meter";
import { Tail } from "./tail";
import type { Usage } from "./usage";
import { usageIn } from "./usage-reader";
import type { Exchange } from "./wires";

/** The client's side of an answer: what is sent of it, free of the credential, and what it cost. */
export class Outgoing {
  #scrubber: Scrubber | null = null;
  /** Of server-sent events. */
  readonly #meter: StreamMeter | null;
  /** Of anything else that comes in several turns. */
  #tail: Tail | null = null;
  #usage: Usage | null = null;
  #producedTokens: number | null = null;

  constructor(
    private readonly call: Call,
    private readonly status: number,
    private readonly headers: IncomingHttpHeaders,
    private readonly hidden: Hidden | null,
    private readonly exchange: Exchange,
  ) {
    this.#meter = this.#isStream() ? new StreamMeter(call.protocol!, exchange.hidesUsage) : null;
  }

  startStream(): void {
    const { call, exchange } = this;
    const headers = this.#begin("text/event-stream; charset=utf-8");
    const length = this.headers["content-length"];
    if (typeof length === "string" && !exchange.translator && !exchange.hidesUsage) {
      headers.push("content-length", length);
    }
    if (this.hidden) this.#scrubber = new Scrubber(this.hidden.bytes);
    if (!this.#meter && this.#isReadable()) this.#tail = new Tail(call.protocol);
    call.res.writeHead(this.status, headers);
  }

  /** False when the client has no room for more. */
  write(chunk: Buffer): boolean {
    const shown = this.#pass(chunk);
    return shown === null || this.call.res.write(shown);
  }

  /** The last bytes wait for the call's record. */
  endStream(last: Buffer | null): void {
    const passed = last && this.#pass(last);
    const rest = this.#rest();
    this.call.outcome = "success";
    finish(this.call, joined(joined(passed, rest), this.#meter?.end() ?? null));
  }

  sendWhole(bytes: Buffer, translatedType: string): void {
    const { call } = this;
    const shown = this.#meter ? joined(this.#meter.push(bytes), this.#meter.end()) : bytes;
    // As Latin-1 text the bytes stay what they are, are quickly searched, and leave together with the head in one write.
    const body = scrubText(shown?.toString("latin1") ?? "", this.hidden);
    if (!this.#meter) {
      if (this.#isReadable()) this.#usage = usageIn(body, call.protocol);
      if (this.#usage === null) this.#producedTokens = tokensIn(bytes);
    }
    const headers = this.#begin(translatedType);
    headers.push("content-length", String(body.length));
    call.bytes = body.length;
    call.outcome = "success";
    call.res.writeHead(this.status, headers);
    finish(call, body, "latin1");
  }

  /** What the provider has counted so far, and whether that is all. */
  counted(): { usage: Usage | null; complete: boolean } {
    const { translator } = this.exchange;
    if (translator) return { usage: translator.usage, complete: translator.counted };
    if (this.#meter) return this.#meter.reader;
    const usage = this.#usage ?? this.#tail?.usage ?? null;
    return { usage, complete: usage !== null };
  }

  /** Tokens of output that have passed so far, by their looks. */
  producedTokens(): number {
    if (this.#meter) return this.#meter.produced.tokens;
    const { protocol, bytes } = this.call;
    return this.#producedTokens ?? (protocol === "embeddings" ? 0 : Math.ceil(bytes / BYTES_PER_TOKEN));
  }

  #isReadable(): boolean {
    const encoding = this.headers["content-encoding"];
    return this.exchange.translator === null && (encoding === undefined || encoding === "identity");
  }

  /** Some servers name no type, or a wrong one; an answer in JSON to who asked for a stream is none. */
  #isStream(): boolean {
    if (!this.call.body!.streamed) return false;
    if (this.exchange.translator) return true;
    return this.#isReadable() && !String(this.headers["content-type"]).includes("json");
  }

  #pass(chunk: Buffer): Buffer | null {
    const clean = this.#scrubber ? this.#scrubber.push(chunk) : chunk;
    return this.#measure(clean);
  }

  #rest(): Buffer | null {
    const rest = this.#scrubber?.end() ?? null;
    return rest && this.#measure(rest);
  }

  #measure(chunk: Buffer): Buffer | null {
    const shown = this.#meter ? this.#meter.push(chunk) : chunk;
    this.#tail?.push(chunk);
    this.call.bytes += shown?.length ?? 0;
    return shown;
  }

  /** The head's common part. */
  #begin(translatedType: string): string[] {
    const { call } = this;
    call.status = this.status;
    call.firstByteMs = performance.now() - call.startedMs;
    return clientHeaders(call, this.headers, this.hidden, this.exchange.translator ? translatedType : null);
  }
}

const joined = (first: Buffer | null, second: Buffer | null): Buffer | null =>
  first && second ? Buffer.concat([first, second]) : (first ?? second);
