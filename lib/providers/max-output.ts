import { remembered } from "./remembered";
import type { ProviderId } from "./schema";

type Family = readonly [RegExp, number | null];

/** What each provider gives of open models differs: only its own page of models says it. The first that matches holds. */
const BY_PROVIDER: Partial<Record<ProviderId, readonly Family[]>> = {
  // The name says nothing of what answers to it.
  ollama: [[/^/, null]],
  "openai-compatible": [[/^/, null]],
  // console.groq.com/docs/models
  groq: [
    [/gpt-oss/, 65_536],
    [/llama-3\.3-70b|qwen3-32b/, 40_960],
    [/llama-3\.1-8b|deepseek-r1-distill/, 131_072],
    [/llama-4-|gemma2|compound/, 8_192],
    [/kimi-k2/, 16_384],
  ],
  // api-docs.deepseek.com/quick_start/pricing: 384K, thoughts included.
  deepseek: [[/^deepseek-/, 393_216]],
  // docs.mistral.ai: an answer is bounded by the context alone, of at most 256k.
  mistral: [
    [/embed|moderation|ocr/, 0],
    [/tral/, 262_144],
  ],
  // docs.x.ai/docs/models: bounded by the context alone.
  xai: [
    [/^grok-(4-fast|4-1-fast|4\.1-fast|4\.20)/, 2_000_000],
    [/^grok-4\.3/, 1_000_000],
    [/^grok-4\.[567]/, 500_000],
    [/^grok-(4(-|$)|build|code)/, 256_000],
    [/^grok-3/, 131_072],
  ],
  // docs.cohere.com/docs/models
  cohere: [
    [/^embed-|^rerank-/, 0],
    [/^command-a-reasoning/, 32_768],
    [/^command-a/, 8_192],
    [/^command-r/, 4_096],
  ],
  // docs.perplexity.ai/getting-started/models: bounded by the context alone.
  perplexity: [
    [/^sonar-pro/, 200_000],
    [/^sonar/, 128_000],
  ],
};

/** Models that answer alike wherever they are served, under any prefix. Where versions differ, a family has its largest. */
const ANYWHERE: readonly Family[] = [
  [/embedding|embed-/, 0],
  // developers.openai.com/api/docs/models
  [/gpt-5[\w.]*-chat/, 16_384],
  [/gpt-5-pro/, 272_000],
  [/gpt-[56]/, 128_000],
  [/gpt-4\.1|gpt-4-32k|o1-preview/, 32_768],
  [/gpt-4o|gpt-audio/, 16_384],
  [/gpt-4|gpt-35|gpt-3\.5/, 8_192],
  [/\bo1-mini/, 65_536],
  [/\bo[134]\b/, 100_000],
  // platform.claude.com/docs/en/about-claude/models
  [/claude-(3-haiku|3-opus|3-sonnet)/, 4_096],
  [/claude-3[.-]5/, 8_192],
  [/claude-3[.-]7/, 128_000],
  [/claude-(opus-4|opus-4[.-][01]|4-opus)(?![.-]\d(?!\d))/, 32_000],
  [/claude-(sonnet-4|sonnet-4[.-][05]|haiku-4[.-]5|opus-4[.-]5|4-sonnet)(?![.-]\d(?!\d))/, 64_000],
  [/claude-\w+-([5-9]|4[.-][6-9])/, 128_000],
  // ai.google.dev/gemini-api/docs/models
  [/gemini-(1|2\.0)/, 8_192],
  [/gemini-(2\.5|3)/, 65_536],
  [/gemma-3/, 8_192],
  // docs.aws.amazon.com/nova
  [/nova-2/, 65_536],
  [/nova-premier/, 32_000],
  [/nova-(micro|lite|pro)/, 10_000],
];

/** The most tokens that a model answers with, its reasoning included, as the provider documents it; null where it is not known. */
export const maxOutputTokens = remembered((provider, model): number | null => {
  const name = model.toLowerCase();
  const family = [...(BY_PROVIDER[provider] ?? []), ...ANYWHERE].find(([names]) => names.test(name));
  return family?.[1] ?? null;
});
