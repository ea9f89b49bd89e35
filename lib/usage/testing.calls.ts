import { newId } from "../ids";
import { toLine } from "./line";
import type { UsageRecord } from "./record";
import { writeBatch } from "./write-batch";

/** A call that went well: a gpt-4o-mini answer of a few tokens. For tests. */
export function aCall(
  tenant: { organizationId: string; projectId: string },
  overrides: Partial<UsageRecord>,
): UsageRecord {
  const atMs = overrides.atMs ?? Date.now();
  return {
    id: newId(atMs),
    atMs,
    organizationId: tenant.organizationId,
    projectId: tenant.projectId,
    keyId: null,
    address: "192.0.2.7",
    userAgent: "test",
    credentialId: "0195ab3c-0000-7000-8000-000000000001",
    provider: "openai",
    route: "chat",
    model: "gpt-4o-mini",
    endpoint: null,
    upstreamModel: "gpt-4o-mini",
    attempts: 1,
    status: 200,
    code: null,
    outcome: "success",
    streamed: false,
    estimated: false,
    latencyMs: 120,
    firstByteMs: 80,
    inputTokens: 10,
    outputTokens: 5,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    audioInputTokens: 0,
    audioOutputTokens: 0,
    costNanoUsd: 4_500n,
    ...overrides,
  };
}

/** Writes calls as the recorder does, in batches. For tests. */
export async function play(records: UsageRecord[], size = 1000): Promise<void> {
  for (let i = 0; i < records.length; i += size)
    await writeBatch(
      newId(),
      records
        .slice(i, i + size)
        .map(toLine)
        .join(""),
    );
}
