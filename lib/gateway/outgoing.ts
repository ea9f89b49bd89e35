import type { IncomingHttpHeaders } from "node:http";
import type { Call } from "./call";
import { finish } from "./finish";
import { clientHeaders } from "./headers";
import { type Hidden, Scrubber, scrubText } from "./scrub";
import { UsageReader } from "./usage-reader";
import type { Translator } from "./wires";

/** The client's side of an answer: what is sent of it, free of the credential, and the usage in it. */
export class Outgoing {
  #scrubber: Scrubber | null = null;
  #reader: UsageReader | null = null;

  constructor(
    private readonly call: Call,
    private readonly status: number,
    private readonly headers: IncomingHttpHeaders,
    private readonly hidden: Hidden | null,
    private readonly translator: Translator | null,
  ) {}

  startStream(): void {
    const { call, translator } = this;
    const headers = this.#begin("text/event-stream; charset=utf-8");
    const length = this.headers["content-length"];
    if (typeof length === "string" && !translator) headers.push("content-length", length);
    if (this.hidden) this.#scrubber = new Scrubber(this.hidden.bytes);
    if (!translator && this.headers["content-encoding"] === undefined) {
      this.#reader = new UsageReader(call.protocol);
    }
    call.res.writeHead(this.status, headers);
  }

  /** False when the client has no room for more. */
  write(chunk: Buffer): boolean {
    return this.call.res.write(this.#pass(chunk));
  }

  /** The last bytes wait for the call's record. */
  endStream(last: Buffer | null): void {
    const { call } = this;
    const passed = last && this.#pass(last);
    const rest = this.#scrubber?.end() ?? null;
    if (this.#reader) call.usage = this.#reader.read();
    call.outcome = "success";
    finish(call, passed && rest ? Buffer.concat([passed, rest]) : (passed ?? rest));
  }

  sendWhole(bytes: Buffer, translatedType: string): void {
    const { call, translator } = this;
    // As Latin-1 text the bytes stay what they are, are quickly searched, and leave together with the head in one write.
    const body = scrubText(bytes.toString("latin1"), this.hidden);
    if (!translator && this.headers["content-encoding"] === undefined) {
      call.usage = UsageReader.ofWhole(body, call.protocol);
    }
    const headers = this.#begin(translatedType);
    headers.push("content-length", String(body.length));
    call.bytes = body.length;
    call.outcome = "success";
    call.res.writeHead(this.status, headers);
    finish(call, body, "latin1");
  }

  #pass(chunk: Buffer): Buffer {
    this.call.bytes += chunk.length;
    const passed = this.#scrubber ? this.#scrubber.push(chunk) : chunk;
    this.#reader?.push(passed);
    return passed;
  }

  /** The head's common part. */
  #begin(translatedType: string): string[] {
    const { call } = this;
    call.status = this.status;
    call.firstByteMs = performance.now() - call.startedMs;
    return clientHeaders(call, this.headers, this.hidden, this.translator ? translatedType : null);
  }
}
