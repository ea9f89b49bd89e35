import type { Usage } from "../../usage";

export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";
export type ToolCall = { id: string; name: string; arguments: string };

/** An answer, whatever provider gave it. */
export type Completion = {
  id: string;
  model: string;
  text: string | null;
  /** What the model thought, where its provider shows that. */
  reasoning: string | null;
  toolCalls: ToolCall[];
  finish: FinishReason;
  usage: Usage;
};

/** A completion as OpenAI would send it. */
export function writeCompletion(completion: Completion): Buffer {
  const { id, model, text, reasoning, toolCalls, finish, usage } = completion;
  const message = {
    role: "assistant",
    content: text,
    ...(reasoning === null ? {} : { reasoning_content: reasoning }),
    refusal: null,
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls.map(writeToolCall) }),
  };
  return Buffer.from(
    JSON.stringify({
      id,
      object: "chat.completion",
      created: Math.floor(Date.now() / 1000),
      model,
      choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
      usage: writeUsage(usage),
    }),
  );
}

const writeToolCall = ({ id, name, arguments: text }: ToolCall) => ({
  id,
  type: "function",
  function: { name, arguments: text },
});

/** Tokens in OpenAI's words: the prompt includes what was read from a cache. */
export const writeUsage = (usage: Usage) => ({
  prompt_tokens: usage.inputTokens,
  completion_tokens: usage.outputTokens,
  total_tokens: usage.inputTokens + usage.outputTokens,
  prompt_tokens_details: { cached_tokens: usage.cachedTokens, cache_write_tokens: usage.cacheWriteTokens },
  completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
});
