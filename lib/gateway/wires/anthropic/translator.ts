import type { Usage } from "../../usage";
import { Chunks } from "../chat/chunks";
import { EventStream } from "../event-stream";
import { type TranslatedError, type Translator, UnreadableAnswer } from "../wire";
import { translateAnswer } from "./answer";
import { translateError, translateErrorEvent } from "./error";
import { readEvent, type StreamEvent } from "./events";
import { type Counted, finishOf, merge, usageOf } from "./usage";

type Delta = Extract<StreamEvent, { type: "content_block_delta" }>["delta"];
/** A tool call whose arguments are on their way. */
type OpenCall = { index: number; pieces: number };

/** Turns a message of Anthropic's, streamed or whole, into a chat completion. */
export class AnthropicTranslator implements Translator {
  usage: Usage | null = null;
  counted = false;
  failure: TranslatedError | null = null;
  readonly #events = new EventStream();
  readonly #chunks: Chunks;
  readonly #open = new Map<number, OpenCall>();
  #calls = 0;
  #reported: Counted = {};
  #stopReason: string | null | undefined = null;
  #begun = false;
  #ended = false;

  constructor(includeUsage: boolean) {
    this.#chunks = new Chunks(includeUsage);
  }

  push(chunk: Buffer): Buffer | null {
    for (const data of this.#events.push(chunk)) {
      if (this.failure || this.#ended) break;
      const event = readEvent(data);
      if (event) this.#take(event);
    }
    return this.#chunks.take();
  }

  end(): Buffer | null {
    if (!this.#ended) throw new UnreadableAnswer("the stream ended before its message did");
    return null;
  }

  whole(answer: Buffer): Buffer {
    const { completion, usage } = translateAnswer(answer);
    this.usage = usage;
    this.counted = true;
    return completion;
  }

  error(status: number, body: string): TranslatedError {
    return translateError(status, body);
  }

  #take(event: StreamEvent): void {
    if (event.type === "error") this.failure = translateErrorEvent(event);
    else if (event.type === "message_start") this.#start(event.message);
    else if (!this.#begun) throw new UnreadableAnswer("the stream does not begin with its message");
    else if (event.type === "content_block_start") this.#startBlock(event.index, event.content_block);
    else if (event.type === "content_block_delta") this.#continueBlock(event.index, event.delta);
    else if (event.type === "content_block_stop") this.#stopBlock(event.index);
    else if (event.type === "message_delta") this.#conclude(event);
    else this.#stop();
  }

  #start({ id, model, usage }: Extract<StreamEvent, { type: "message_start" }>["message"]): void {
    this.#begun = true;
    this.#count(usage);
    this.#chunks.begin(id, model);
  }

  #conclude({ delta, usage }: Extract<StreamEvent, { type: "message_delta" }>): void {
    this.#stopReason = delta.stop_reason ?? this.#stopReason;
    if (!usage) return;
    this.#count(usage);
    this.counted = true;
  }

  #stop(): void {
    this.#ended = true;
    this.#chunks.end(finishOf(this.#stopReason), usageOf(this.#reported));
  }

  #count(reported: Counted): void {
    this.#reported = merge(this.#reported, reported);
    this.usage = usageOf(this.#reported);
  }

  #startBlock(at: number, { type, id = "", name = "" }: { type: string; id?: string; name?: string }): void {
    if (type !== "tool_use") return;
    const call = { index: this.#calls++, pieces: 0 };
    this.#open.set(at, call);
    this.#chunks.toolCall(call.index, id, name);
  }

  #continueBlock(at: number, { type, text, partial_json, thinking }: Delta): void {
    if (type === "text_delta" && text) this.#chunks.text(text);
    else if (type === "thinking_delta" && thinking) this.#chunks.reasoning(thinking);
    else if (type === "input_json_delta" && partial_json) {
      const call = this.#open.get(at);
      // Other blocks have input too: those of tools that Anthropic runs itself.
      if (!call) return;
      call.pieces++;
      this.#chunks.toolArguments(call.index, partial_json);
    }
  }

  /** A call without arguments has no piece of them; OpenAI's clients parse what they were given. */
  #stopBlock(at: number): void {
    const call = this.#open.get(at);
    this.#open.delete(at);
    if (call?.pieces === 0) this.#chunks.toolArguments(call.index, "{}");
  }
}
