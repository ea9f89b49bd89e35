import { formatUsd } from "../../money";
import type { CallView } from "../schema";

/** What is said of a call: a record `r` and its caller `c`. */
export const CALL_COLUMNS = `r.id, r.at, r.key_id AS "keyId", r.provider, r.model, r.upstream_model AS "upstreamModel", r.endpoint,
  r.status, r.code, r.outcome, r.streamed, r.estimated, r.attempts, r.latency_ms AS "latencyMs", r.first_byte_ms AS "firstByteMs",
  r.input_tokens AS "inputTokens", r.output_tokens AS "outputTokens", r.cached_tokens AS "cachedTokens",
  r.reasoning_tokens AS "reasoningTokens", r.cost_nano_usd AS "costNanoUsd", c.address, c.user_agent AS "userAgent"`;

export type CallRow = Omit<CallView, "at" | "costUsd"> & { at: Date; costNanoUsd: string | null };

export function toCallView({ at, costNanoUsd, ...rest }: CallRow): CallView {
  return {
    ...rest,
    at: at.toISOString(),
    costUsd: costNanoUsd === null ? null : formatUsd(BigInt(costNanoUsd)),
  };
}
