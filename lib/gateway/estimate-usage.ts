import type { Call } from "./call";
import { estimateInput } from "./estimate-input";
import type { Usage } from "./usage";

/**
 * What a call has used while its provider has not said so, or not all of it: from the length of the prompt, and from what has passed.
 * Never more than was held for it, so that no guess takes a budget past its limit.
 */
export function estimateUsage(call: Call, known: Usage | null, producedTokens: number): Usage {
  const { credential, model } = call.target!;
  const held = heldOf(call);
  const inputTokens = known?.inputTokens || estimateInput(call.body!, credential.provider, model).usual;
  return {
    cachedTokens: known?.cachedTokens ?? 0,
    cacheWriteTokens: known?.cacheWriteTokens ?? 0,
    cacheWriteHourTokens: known?.cacheWriteHourTokens,
    reasoningTokens: known?.reasoningTokens ?? 0,
    audioInputTokens: known?.audioInputTokens ?? 0,
    audioOutputTokens: known?.audioOutputTokens ?? 0,
    inputTokens: known?.inputTokens ? inputTokens : Math.min(inputTokens, held.inputTokens),
    outputTokens: Math.max(known?.outputTokens ?? 0, Math.min(producedTokens, held.outputTokens)),
  };
}

const NO_BOUND = { inputTokens: Number.POSITIVE_INFINITY, outputTokens: Number.POSITIVE_INFINITY };

/** Nothing is held for a call that nobody limits. */
function heldOf({ reservation }: Call): typeof NO_BOUND {
  if (reservation === null || reservation.held.tokens === 0) return NO_BOUND;
  const { held, outputTokens } = reservation;
  return { inputTokens: held.tokens - outputTokens, outputTokens };
}
