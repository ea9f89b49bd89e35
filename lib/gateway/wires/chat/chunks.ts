import type { Usage } from "../../usage";
import { type FinishReason, writeUsage } from "./completion";

/** Writes a stream of chat completion chunks, as OpenAI would send it. What was written waits until it is taken. */
export class Chunks {
  #written = "";
  #front = "";
  #back: string;

  constructor(private readonly includeUsage: boolean) {
    // Where usage was asked for, every chunk but the last says that it is not there yet.
    this.#back = includeUsage ? ',"usage":null}\n\n' : "}\n\n";
  }

  /** The first chunk: who speaks. */
  begin(id: string, model: string): void {
    const head = { id, object: "chat.completion.chunk", created: Math.floor(Date.now() / 1000), model };
    this.#front = `data: ${JSON.stringify(head).slice(0, -1)},"choices":`;
    this.#delta('{"role":"assistant","content":""}');
  }

  text(text: string): void {
    this.#delta(`{"content":${JSON.stringify(text)}}`);
  }

  reasoning(text: string): void {
    this.#delta(`{"reasoning_content":${JSON.stringify(text)}}`);
  }

  toolCall(index: number, id: string, name: string): void {
    const call = { index, id, type: "function", function: { name, arguments: "" } };
    this.#delta(`{"tool_calls":[${JSON.stringify(call)}]}`);
  }

  /** The next piece of a tool call's arguments. */
  toolArguments(index: number, piece: string): void {
    this.#delta(`{"tool_calls":[{"index":${index},"function":{"arguments":${JSON.stringify(piece)}}}]}`);
  }

  /** The last chunks: why it ended, the usage if it was asked for, and the end itself. */
  end(reason: FinishReason, usage: Usage): void {
    this.#delta("{}", `"${reason}"`);
    if (this.includeUsage)
      this.#written += `${this.#front}[],"usage":${JSON.stringify(writeUsage(usage))}}\n\n`;
    this.#written += "data: [DONE]\n\n";
  }

  /** What was written since the last time; null for nothing. */
  take(): Buffer | null {
    if (this.#written === "") return null;
    const taken = Buffer.from(this.#written);
    this.#written = "";
    return taken;
  }

  #delta(delta: string, finish = "null"): void {
    this.#written += `${this.#front}[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}]${this.#back}`;
  }
}
