import type { ProviderId } from "@/lib/credentials/schema";

/** Providers as people read them. */
export const PROVIDER_LABELS: Record<ProviderId, string> = {
  openai: "OpenAI",
  "openai-compatible": "OpenAI-compatible",
};

/** The part of a base URL that tells one provider from another. */
export const hostOf = (baseUrl: string) => new URL(baseUrl).host;
