import type { ProviderId } from "../providers";
import { type Attachments, attachmentsOf } from "./attachments";
import { countTokens } from "./count-tokens";
import type { ParsedBody } from "./parse-body";
import { BYTES_PER_TOKEN } from "./produced";

/** What a prompt may count as. */
export type InputEstimate = {
  /** No fewer than any provider will count. */
  bound: number;
  /** What prompts of this size usually count as. */
  usual: number;
  /** A tighter bound, counted by a tokenizer: worth its milliseconds before a call is refused for the other one. */
  likely(): Promise<number>;
};

/** What a provider puts around the messages, and in front of tools. */
const FRAME_TOKENS = 64;
const TOOLS_TOKENS = 800;
/** The same where the text was counted, JSON around each message and all: OpenAI puts 3 tokens around them, others a sentence of their own. */
const OPENAI_FRAME_TOKENS = 8;
const OTHERS_FRAME_TOKENS = 24;
/** What a tool that the provider runs itself may bring into the prompt. */
const HOSTED_TOOL_TOKENS = 32_000;
const HOSTED = /search|fetch|interpreter|execution|mcp|computer/;
/** A conversation that the provider has stored may fill its context. */
const STORED_TOKENS = 400_000;
const STORED = ["previous_response_id", "conversation", "prompt"];

/** Longer texts are not counted: the work would hold up everybody else's calls. */
const LONGEST_COUNTED = 512 * 1024;
/** Other tokenizers than OpenAI's make more of the same text. */
const OTHERS_FACTOR = 2;
const OPENAI_FACTOR = 1.05;

/**
 * Estimates a call's input. No byte-level tokenizer makes more tokens than there are bytes, and the JSON around every message is longer
 * than what a provider puts there instead, so that the body's length bounds its text.
 */
export function estimateInput(body: ParsedBody, provider: ProviderId, model: string): InputEstimate {
  const attachments = attachmentsOf(body.json, model);
  const text = body.bytes.length - attachments.bytes;
  const besides = FRAME_TOKENS + attachments.tokens + toolTokens(body) + storedTokens(body);
  const bound = text + besides;
  return {
    bound,
    usual: Math.ceil(bound / BYTES_PER_TOKEN),
    likely: async () => {
      if (text > LONGEST_COUNTED) return bound;
      const openai = provider === "openai" || provider === "azure";
      const counted = await countTokens(textOf(body, attachments));
      const framed = Math.ceil(counted * (openai ? OPENAI_FACTOR : OTHERS_FACTOR)) + besides - FRAME_TOKENS;
      return Math.min(bound, framed + (openai ? OPENAI_FRAME_TOKENS : OTHERS_FRAME_TOKENS));
    },
  };
}

/** Settings in words, which no model reads. Numbers and switches are none either. */
const SETTINGS = new Set([
  ...["model", "user", "metadata", "stop", "stop_sequences", "stream_options", "logit_bias", "modalities"],
  ...["reasoning_effort", "service_tier", "safety_identifier", "prompt_cache_key", "encoding_format"],
  ...["truncation", "include", "verbosity"],
]);

function textOf({ json }: ParsedBody, { parts }: Attachments): string {
  const read = Object.entries(json).flatMap(([name, value]) =>
    !SETTINGS.has(name) && (typeof value === "string" || typeof value === "object") ? [value] : [],
  );
  const withoutParts = (_: string, value: unknown) => (parts.has(value) ? null : value);
  return JSON.stringify(read, parts.size === 0 ? undefined : withoutParts);
}

function toolTokens({ json }: ParsedBody): number {
  const { tools } = json;
  if (!Array.isArray(tools) || tools.length === 0) return json.web_search_options ? HOSTED_TOOL_TOKENS : 0;
  const hosted = tools.filter((tool: { type?: unknown } | null) => isHosted(tool?.type));
  return TOOLS_TOKENS + hosted.length * HOSTED_TOOL_TOKENS;
}

const isHosted = (type: unknown): boolean => typeof type === "string" && HOSTED.test(type);

const storedTokens = ({ json }: ParsedBody): number =>
  STORED.some((name) => json[name] != null) ? STORED_TOKENS : 0;
