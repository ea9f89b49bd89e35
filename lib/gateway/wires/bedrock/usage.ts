import { count, type Usage, wholeUsage } from "../../usage";
import type { TokenUsage } from "./converse";

const HOUR = "1h";

/** Bedrock counts what it reads from and writes to its cache apart from the input; here the input is all of it. */
export function toUsage(counted: TokenUsage = {}): Usage {
  const cachedTokens = count(counted.cacheReadInputTokens);
  const cacheWriteTokens = count(counted.cacheWriteInputTokens);
  const hour = counted.cacheDetails?.find(({ ttl }) => ttl === HOUR);
  return wholeUsage({
    inputTokens: count(counted.inputTokens) + cachedTokens + cacheWriteTokens,
    outputTokens: count(counted.outputTokens),
    cachedTokens,
    cacheWriteTokens,
    cacheWriteHourTokens: count(hour?.inputTokens),
    reasoningTokens: 0,
    audioInputTokens: 0,
    audioOutputTokens: 0,
  });
}
