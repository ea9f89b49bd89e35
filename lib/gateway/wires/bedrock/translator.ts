import { randomBytes } from "node:crypto";
import type { Usage } from "../../usage";
import { Chunks } from "../chat/chunks";
import { type TranslatedError, type Translator, UnreadableAnswer } from "../wire";
import { toCompletion } from "./answer";
import type { ConverseAnswer, ConverseEvents } from "./converse";
import { toError, toStreamError } from "./error";
import { type Frame, FrameReader } from "./event-stream";
import { toFinishReason } from "./finish-reason";
import { ToolCalls } from "./tool-calls";
import { toUsage } from "./usage";

type Event<N extends keyof ConverseEvents> = ConverseEvents[N];

/** Turns what Converse and ConverseStream answer into a chat completion. */
export class ConverseTranslator implements Translator {
  usage: Usage | null = null;
  failure: TranslatedError | null = null;
  readonly #id = `chatcmpl-${randomBytes(16).toString("hex")}`;
  readonly #frames = new FrameReader();
  readonly #chunks: Chunks;
  readonly #tools: ToolCalls;
  #stopReason: string | null = null;

  constructor(
    private readonly model: string,
    includeUsage: boolean,
  ) {
    this.#chunks = new Chunks(includeUsage);
    this.#tools = new ToolCalls(this.#chunks);
  }

  get counted(): boolean {
    return this.usage !== null;
  }

  push(chunk: Buffer): Buffer | null {
    for (const frame of this.#frames.push(chunk)) {
      if (this.failure === null) this.#read(frame);
    }
    return this.#chunks.take();
  }

  end(): Buffer | null {
    if (this.#stopReason === null || !this.#frames.atBoundary) {
      throw new UnreadableAnswer("the stream ended too early");
    }
    this.#chunks.end(toFinishReason(this.#stopReason), this.usage ?? toUsage());
    return this.#chunks.take();
  }

  whole(bytes: Buffer): Buffer {
    const answer = parse<ConverseAnswer>(bytes);
    const completion = toCompletion(this.#id, this.model, answer);
    if (answer.usage) this.usage = toUsage(answer.usage);
    return completion;
  }

  error(status: number, body: string): TranslatedError {
    return toError(status, body);
  }

  #read({ headers, payload }: Frame): void {
    const type = headers[":message-type"];
    if (type === "event") this.#event(headers[":event-type"] ?? "", payload);
    else if (type === "exception") {
      this.failure = toStreamError(headers[":exception-type"] ?? "", payload.toString());
    } else this.failure = toStreamError("", JSON.stringify({ message: headers[":error-message"] }));
  }

  #event(name: string, payload: Buffer): void {
    if (name === "messageStart") this.#chunks.begin(this.#id, this.model);
    else if (name === "contentBlockStart") this.#blockStart(parse(payload));
    else if (name === "contentBlockDelta") this.#blockDelta(parse(payload));
    else if (name === "contentBlockStop") {
      this.#tools.finish(parse<Event<"contentBlockStop">>(payload).contentBlockIndex);
    } else if (name === "messageStop") this.#stopReason = parse<Event<"messageStop">>(payload).stopReason;
    else if (name === "metadata") this.#metadata(parse(payload));
  }

  #blockStart({ contentBlockIndex, start }: Event<"contentBlockStart">): void {
    const tool = start?.toolUse;
    if (tool) this.#tools.begin(contentBlockIndex, tool.toolUseId, tool.name);
  }

  #blockDelta({ contentBlockIndex, delta }: Event<"contentBlockDelta">): void {
    const { text, toolUse, reasoningContent } = delta ?? {};
    if (text) this.#chunks.text(text);
    if (reasoningContent?.text) this.#chunks.reasoning(reasoningContent.text);
    if (toolUse?.input) this.#tools.fill(contentBlockIndex, toolUse.input);
  }

  #metadata({ usage }: Event<"metadata">): void {
    if (usage) this.usage = toUsage(usage);
  }
}

/** What should be a JSON object; its fields are the protocol's. */
function parse<T extends object>(bytes: Buffer): T {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    if (typeof value === "object" && value !== null) return value as T;
  } catch {}
  throw new UnreadableAnswer("what should be a JSON object is not");
}
