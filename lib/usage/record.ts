import type { CallOutcome } from "../generated/enums";

/** Tokens as the provider counted them, or as they were worked out. */
export type TokenCounts = {
  /** All of the input and all of the output; the other counts are parts of them. */
  inputTokens: number;
  outputTokens: number;
  /** Input that came from the provider's cache, and that was written to it. */
  cachedTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
  audioInputTokens: number;
  audioOutputTokens: number;
};

/** One call, decided. Holds no secret and none of what was said. */
export type UsageRecord = TokenCounts & {
  /** UUIDv7 made when the call began. */
  id: string;
  /** When the call began: the period that it counts in. */
  atMs: number;
  /** All three null where no key can be charged with it. */
  organizationId: string | null;
  projectId: string | null;
  keyId: string | null;
  address: string | null;
  userAgent: string | null;
  credentialId: string | null;
  provider: string | null;
  route: string | null;
  /** As the application named it. */
  model: string | null;
  endpoint: string | null;
  upstreamModel: string | null;
  attempts: number;
  status: number;
  code: string | null;
  outcome: CallOutcome;
  streamed: boolean;
  estimated: boolean;
  latencyMs: number;
  firstByteMs: number | null;
  /** Null while its model has no price. */
  costNanoUsd: bigint | null;
};
