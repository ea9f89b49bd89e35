import type { TokenCounts } from "../usage";
import { lastUsage } from "./usage-scan";

/** Tokens as the provider counted them. */
export type Usage = TokenCounts & {
  /** The part of what was written to a cache that is kept for an hour: dearer, and known only while the call is priced. */
  cacheWriteHourTokens?: number;
};

/** The last usage object in an answer's text, streamed or not. */
export const scanUsage = (answer: string): Usage | null => lastUsage(answer, readUsage);

/** A whole count, or nothing for what is none: money is reckoned from it in whole numbers. */
export function count(value: unknown): number {
  const whole = typeof value === "number" ? Math.trunc(value) : 0;
  return Number.isSafeInteger(whole) && whole > 0 ? whole : 0;
}

/** Counts of which no part exceeds its whole. What was read from a cache comes before what was written to it, and both before sound. */
export function wholeUsage(given: Usage): Usage {
  const { inputTokens, outputTokens } = given;
  const cachedTokens = Math.min(given.cachedTokens, inputTokens);
  const cacheWriteTokens = Math.min(given.cacheWriteTokens, inputTokens - cachedTokens);
  const usage: Usage = {
    inputTokens,
    outputTokens,
    cachedTokens,
    cacheWriteTokens,
    reasoningTokens: Math.min(given.reasoningTokens, outputTokens),
    audioInputTokens: Math.min(given.audioInputTokens, inputTokens),
    audioOutputTokens: Math.min(given.audioOutputTokens, outputTokens),
  };
  const hour = Math.min(given.cacheWriteHourTokens ?? 0, cacheWriteTokens);
  if (hour > 0) usage.cacheWriteHourTokens = hour;
  return usage;
}

type Details = Record<string, unknown> | null | undefined;
type Counted = Record<string, unknown> & {
  prompt_tokens_details?: Details;
  input_tokens_details?: Details;
  completion_tokens_details?: Details;
  output_tokens_details?: Details;
};

/** A usage object in OpenAI's words, of chat completions, embeddings or responses, and as its imitators vary them. */
export function readUsage(object: unknown): Usage | null {
  const usage = object as Counted;
  const prompt = usage.prompt_tokens ?? usage.input_tokens;
  if (typeof prompt !== "number") return null;
  const input = usage.prompt_tokens_details ?? usage.input_tokens_details;
  const output = usage.completion_tokens_details ?? usage.output_tokens_details;
  const inputTokens = count(prompt);
  const answered = count(usage.completion_tokens ?? usage.output_tokens);
  const thought = count(output?.reasoning_tokens ?? usage.reasoning_tokens);
  const beside = besideAnswer(usage, inputTokens, answered);
  return wholeUsage({
    inputTokens,
    outputTokens: answered + beside,
    // DeepSeek says it in words of its own, Anthropic's surface without details.
    cachedTokens: count(input?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? usage.cached_tokens),
    cacheWriteTokens: count(input?.cache_write_tokens),
    reasoningTokens: Math.max(thought, beside),
    audioInputTokens: count(input?.audio_tokens),
    audioOutputTokens: count(output?.audio_tokens),
  });
}

/**
 * Output beside the completion's own. xAI and Google leave the reasoning out of the completion but not of the total; Perplexity out of
 * both, and names it at the top.
 */
function besideAnswer(usage: Counted, input: number, answered: number): number {
  const missing = count(usage.total_tokens) - input - answered;
  if (missing > 0) return missing;
  const named = count(usage.reasoning_tokens);
  return named > answered ? named : 0;
}
