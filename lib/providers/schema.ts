import { anthropic } from "./entries/anthropic";
import { azure } from "./entries/azure";
import { bedrock } from "./entries/bedrock";
import { cohere } from "./entries/cohere";
import { deepseek } from "./entries/deepseek";
import { fireworks } from "./entries/fireworks";
import { gemini } from "./entries/gemini";
import { groq } from "./entries/groq";
import { mistral } from "./entries/mistral";
import { ollama } from "./entries/ollama";
import { openai } from "./entries/openai";
import { openAiCompatible } from "./entries/openai-compatible";
import { openrouter } from "./entries/openrouter";
import { perplexity } from "./entries/perplexity";
import { together } from "./entries/together";
import { vertex } from "./entries/vertex";
import { xai } from "./entries/xai";
import type { AuthMethod, Provider } from "./provider";

export type { AuthMethod, Field, Probe, Provider, StreamUsage, Wire } from "./provider";

const ENTRIES = [
  openai,
  azure,
  anthropic,
  gemini,
  vertex,
  bedrock,
  mistral,
  groq,
  cohere,
  deepseek,
  xai,
  together,
  fireworks,
  openrouter,
  perplexity,
  ollama,
  openAiCompatible,
] as const;

export type ProviderId = (typeof ENTRIES)[number]["id"];

/** Every provider, in the order in which pickers show them. */
export const PROVIDERS: readonly Provider<ProviderId>[] = ENTRIES;
export const PROVIDER_IDS = PROVIDERS.map((provider) => provider.id) as [ProviderId, ...ProviderId[]];

const byId = new Map<string, Provider<ProviderId>>(PROVIDERS.map((provider) => [provider.id, provider]));

export const isProviderId = (id: string): id is ProviderId => byId.has(id);

/** The entry of a provider. Throws for an id that is not one. */
export function providerOf(id: string): Provider<ProviderId> {
  const provider = byId.get(id);
  if (!provider) throw new Error(`unknown provider ${id}`);
  return provider;
}

/** One of its auth methods, or undefined. */
export const authMethodOf = (provider: Provider, id: string): AuthMethod | undefined =>
  provider.authMethods.find((method) => method.id === id);
