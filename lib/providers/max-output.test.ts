import { expect, it } from "vitest";
import { maxOutputTokens } from "./max-output";

it.each([
  ["openai", "gpt-4o-mini-2024-07-18", 16_384],
  ["openai", "gpt-4.1-nano", 32_768],
  ["openai", "gpt-5.2-pro", 128_000],
  ["openai", "o4-mini", 100_000],
  ["openai", "ft:gpt-4o-2024-08-06:acme::x", 16_384],
  ["anthropic", "claude-3-5-haiku-latest", 8_192],
  ["anthropic", "claude-opus-4-20250514", 32_000],
  ["anthropic", "claude-opus-4-1-20250805", 32_000],
  ["anthropic", "claude-opus-4-5-20251101", 64_000],
  ["anthropic", "claude-opus-4-6", 128_000],
  ["anthropic", "claude-sonnet-4-20250514", 64_000],
  ["anthropic", "claude-sonnet-5", 128_000],
  ["bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", 64_000],
  ["openrouter", "anthropic/claude-opus-4.1", 32_000],
  ["vertex", "google/gemini-2.5-pro", 65_536],
  ["groq", "openai/gpt-oss-120b", 65_536],
  ["deepseek", "deepseek-reasoner", 393_216],
  ["openai", "text-embedding-3-small", 0],
  ["openai", "a-model-of-tomorrow", null],
  ["openai-compatible", "gpt-4o", null],
  ["ollama", "gpt-4o", null],
] as const)("%s %s answers with at most %s tokens", (provider, model, tokens) =>
  expect(maxOutputTokens(provider, model)).toBe(tokens),
);
