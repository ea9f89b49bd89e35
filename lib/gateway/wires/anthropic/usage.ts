import { z } from "zod";
import { count, type Usage, wholeUsage } from "../../usage";
import type { FinishReason } from "../chat/completion";

const given = z.number().nullish();
/** Tokens as Anthropic counts them; in a stream each report holds only some of them. */
export const counted = z.object({
  input_tokens: given,
  cache_creation_input_tokens: given,
  cache_creation: z.object({ ephemeral_1h_input_tokens: given }).nullish(),
  cache_read_input_tokens: given,
  output_tokens: given,
  output_tokens_details: z.object({ thinking_tokens: given }).nullish(),
});

export type Counted = z.infer<typeof counted>;

/** A usage object found in an answer's text. */
export const readCounted = (usage: unknown): Counted | null => counted.safeParse(usage).data ?? null;

/** What is known after another report, which counts from the start and may leave out what has not changed. */
export const merge = (known: Counted, reported: Counted): Counted => ({
  input_tokens: reported.input_tokens ?? known.input_tokens,
  cache_creation_input_tokens: reported.cache_creation_input_tokens ?? known.cache_creation_input_tokens,
  cache_creation: reported.cache_creation ?? known.cache_creation,
  cache_read_input_tokens: reported.cache_read_input_tokens ?? known.cache_read_input_tokens,
  output_tokens: reported.output_tokens ?? known.output_tokens,
  output_tokens_details: reported.output_tokens_details ?? known.output_tokens_details,
});

/** Anthropic counts what it reads from and writes to its cache apart from the input; here the input is all of it. */
export function usageOf(counted: Counted): Usage {
  const cachedTokens = count(counted.cache_read_input_tokens);
  const cacheWriteTokens = count(counted.cache_creation_input_tokens);
  return wholeUsage({
    inputTokens: count(counted.input_tokens) + cacheWriteTokens + cachedTokens,
    outputTokens: count(counted.output_tokens),
    cachedTokens,
    cacheWriteTokens,
    cacheWriteHourTokens: count(counted.cache_creation?.ephemeral_1h_input_tokens),
    reasoningTokens: count(counted.output_tokens_details?.thinking_tokens),
    audioInputTokens: 0,
    audioOutputTokens: 0,
  });
}

const FINISHES: Record<string, FinishReason> = {
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool_calls",
  refusal: "content_filter",
};

/** Why it ended; the end of a turn, a stop sequence and a pause are all an ordinary stop. */
export const finishOf = (stopReason: string | null | undefined): FinishReason =>
  FINISHES[stopReason ?? ""] ?? "stop";
