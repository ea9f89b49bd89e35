import { costOf } from "../providers";
import type { TokenCounts, UsageRecord } from "../usage";
import type { Call } from "./call";

/** How a call ended. `refused` is our own decision; `upstream_error` the provider's, or its silence. */
export type Outcome = UsageRecord["outcome"];

const NO_TOKENS: TokenCounts = {
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  audioInputTokens: 0,
  audioOutputTokens: 0,
};

/** What there is to say of a call as it stands. */
export function recordOf(call: Call): UsageRecord {
  call.upstream?.measure();
  const { key, target } = call;
  const usage = call.usage ?? NO_TOKENS;
  return {
    id: call.id,
    atMs: call.atMs,
    organizationId: key?.organizationId ?? null,
    projectId: key?.projectId ?? null,
    keyId: key?.id ?? null,
    address: call.address,
    userAgent: call.req.headers["user-agent"] ?? null,
    credentialId: target?.credential.id ?? null,
    provider: target?.credential.provider ?? null,
    route: call.route?.name ?? null,
    model: call.body?.model ?? null,
    endpoint: call.plan?.endpoint?.slug ?? null,
    upstreamModel: target?.model ?? null,
    attempts: call.attempts,
    status: call.status || 499,
    code: call.code,
    outcome: call.ended && call.outcome === "success" ? "client_gone" : call.outcome,
    streamed: call.body?.streamed ?? false,
    estimated: call.estimated,
    latencyMs: Math.round(performance.now() - call.startedMs),
    firstByteMs: call.firstByteMs === null ? null : Math.round(call.firstByteMs),
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cachedTokens: usage.cachedTokens,
    cacheWriteTokens: usage.cacheWriteTokens,
    reasoningTokens: usage.reasoningTokens,
    audioInputTokens: usage.audioInputTokens,
    audioOutputTokens: usage.audioOutputTokens,
    costNanoUsd: costNanoUsdOf(call),
  };
}

/** Null where tokens were used that have no price: they are billed when they get one. */
function costNanoUsdOf({ usage, rates, attempts }: Call): bigint | null {
  if (usage === null || usage.inputTokens + usage.outputTokens === 0) return 0n;
  const price = rates[attempts - 1];
  return price ? costOf(price, usage) : null;
}
