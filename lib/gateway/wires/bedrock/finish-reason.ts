import type { FinishReason } from "../chat/completion";

const REASONS: Record<string, FinishReason> = {
  tool_use: "tool_calls",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  guardrail_intervened: "content_filter",
  content_filtered: "content_filter",
};

/** Why it ended; the end of a turn and a stop sequence are both an ordinary stop. */
export const toFinishReason = (stopReason: string): FinishReason => REASONS[stopReason] ?? "stop";
