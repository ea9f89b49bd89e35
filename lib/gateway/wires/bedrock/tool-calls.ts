import type { Chunks } from "../chat/chunks";

/** The tool calls of one streamed answer: Bedrock counts them among its blocks, OpenAI by themselves. */
export class ToolCalls {
  readonly #calls = new Map<number, { index: number; filled: boolean }>();

  constructor(private readonly chunks: Chunks) {}

  begin(block: number, id: string, name: string): void {
    const index = this.#calls.size;
    this.#calls.set(block, { index, filled: false });
    this.chunks.toolCall(index, id, name);
  }

  fill(block: number, piece: string): void {
    const call = this.#calls.get(block);
    if (!call || piece === "") return;
    call.filled = true;
    this.chunks.toolArguments(call.index, piece);
  }

  /** A call without arguments has an empty object of them in OpenAI's words. */
  finish(block: number): void {
    const call = this.#calls.get(block);
    if (call && !call.filled) this.chunks.toolArguments(call.index, "{}");
  }
}
