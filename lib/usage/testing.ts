import { newId } from "../ids";
import type { UsageRecord } from "./record";

/** A successful call of a key, as the gateway records it. */
export function usageRecord(given: Partial<UsageRecord> = {}): UsageRecord {
  const atMs = given.atMs ?? Date.now();
  return {
    id: newId(atMs),
    atMs,
    organizationId: "018f0000-0000-7000-8000-000000000001",
    projectId: "018f0000-0000-7000-8000-000000000002",
    keyId: "018f0000-0000-7000-8000-000000000003",
    address: "192.0.2.7",
    userAgent: "OpenAI/JS 6.49.0",
    credentialId: "018f0000-0000-7000-8000-000000000004",
    provider: "openai",
    route: "chat/completions",
    model: "gpt-5-mini",
    endpoint: null,
    upstreamModel: "gpt-5-mini",
    attempts: 1,
    status: 200,
    code: null,
    outcome: "success",
    streamed: false,
    estimated: false,
    latencyMs: 420,
    firstByteMs: 180,
    inputTokens: 1200,
    outputTokens: 340,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    audioInputTokens: 0,
    audioOutputTokens: 0,
    costNanoUsd: 980_000n,
    ...given,
  };
}
