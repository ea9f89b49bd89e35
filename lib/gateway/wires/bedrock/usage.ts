import type { Usage } from "../../usage";
import type { TokenUsage } from "./converse";

/** Bedrock counts what it reads from and writes to its cache apart from the input; here the input is all of it. */
export function toUsage(counted: TokenUsage = {}): Usage {
  const { inputTokens = 0, outputTokens = 0, cacheReadInputTokens = 0, cacheWriteInputTokens = 0 } = counted;
  return {
    inputTokens: inputTokens + cacheReadInputTokens + cacheWriteInputTokens,
    outputTokens,
    cachedTokens: cacheReadInputTokens,
    reasoningTokens: 0,
  };
}
