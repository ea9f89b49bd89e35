import type { ProviderId } from "./schema";

/**
 * The most tokens that a model can answer with, reasoning included, as its provider's documentation of models says (platform.openai.com,
 * docs.claude.com, ai.google.dev, docs.x.ai, console.groq.com, docs.cohere.com, api-docs.deepseek.com). The first that matches holds.
 */
const FAMILIES: readonly (readonly [RegExp, number])[] = [
  [/gpt-(5|6)[\w.-]*-chat/, 16_384],
  [/gpt-5-pro/, 272_000],
  [/gpt-(5|6)/, 128_000],
  [/gpt-4\.1/, 32_768],
  [/gpt-4o-2024-05-13/, 4_096],
  [/gpt-4o|gpt-audio/, 16_384],
  [/gpt-4/, 8_192],
  [/gpt-3\.5/, 4_096],
  [/gpt-oss/, 131_072],
  [/(^|[/.])o1-preview/, 32_768],
  [/(^|[/.])o1-mini/, 65_536],
  [/(^|[/.])o[134](-|$)/, 100_000],
];

/** Null where it is not known. */
export function maxOutputTokens(_provider: ProviderId, model: string): number | null {
  const name = model.toLowerCase();
  return FAMILIES.find(([family]) => family.test(name))?.[1] ?? null;
}
