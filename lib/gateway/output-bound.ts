import { maxOutputTokens, type ProviderId, providerOf } from "../providers";
import type { Edits } from "./body-edits";
import type { ParsedBody } from "./parse-body";
import type { Protocol } from "./routes";
import { defaultMaxTokens } from "./wires/anthropic/thinking";

/** How much an answer may have at most, all of its choices together. */
export type OutputBound = {
  tokens: number;
  /** By the application's own word: nothing lower may be granted. */
  given: boolean;
  /** The fewest that are worth granting. */
  leastTokens: number;
  /** The model's own bound is not known: what is granted has to be sent even when it is all of this. */
  mustSend: boolean;
};

/** What is granted where neither the application nor anything known of the model sets a bound. */
const UNKNOWN_MODEL_TOKENS = 4096;
/** OpenAI's Responses API takes none lower, and shorter answers are of little use elsewhere. */
const LEAST_TOKENS = 16;
const NO_OUTPUT: OutputBound = { tokens: 0, given: true, leastTokens: 0, mustSend: false };

/** The bound of a call's output at one of its targets. */
export function outputBound(
  body: ParsedBody,
  protocol: Protocol,
  provider: ProviderId,
  model: string,
): OutputBound {
  if (protocol === "embeddings") return NO_OUTPUT;
  const choices = choicesOf(body, protocol);
  const given = givenTokens(body, protocol);
  const leastTokens = LEAST_TOKENS * choices;
  if (given !== null) return { tokens: given * choices, given: true, leastTokens, mustSend: false };
  const known = knownTokens(body, protocol, provider, model);
  const tokens = (known ?? UNKNOWN_MODEL_TOKENS) * choices;
  return { tokens, given: false, leastTokens: Math.min(leastTokens, tokens), mustSend: known === null };
}

/** The body with a bound that was granted; each target is told in its own words. */
export const withOutputBound = (body: ParsedBody, tokens: number): ParsedBody => ({
  ...body,
  grantedTokens: tokens,
});

/** How the granted bound is written for a target that is spoken to in the application's own protocol. */
export function boundEdits(body: ParsedBody, protocol: Protocol, provider: string): Edits {
  if (body.grantedTokens === null) return {};
  const each = Math.max(1, Math.floor(body.grantedTokens / choicesOf(body, protocol)));
  return { [parameterOf(protocol, provider)]: each };
}

/** OpenAI's newer models refuse the older name; other providers know the older one for certain. */
function parameterOf(protocol: Protocol, provider: string): string {
  if (protocol === "responses") return "max_output_tokens";
  const newer = protocol === "chat" && (provider === "openai" || provider === "azure");
  return newer ? "max_completion_tokens" : "max_tokens";
}

function choicesOf({ json }: ParsedBody, protocol: Protocol): number {
  return protocol === "chat" ? (count(json.n) ?? 1) : 1;
}

/** Where both names stand there, the provider may mean either. */
function givenTokens({ json }: ParsedBody, protocol: Protocol): number | null {
  if (protocol === "responses") return count(json.max_output_tokens);
  const older = count(json.max_tokens);
  const newer = protocol === "chat" ? count(json.max_completion_tokens) : null;
  return older === null || newer === null ? (older ?? newer) : Math.max(older, newer);
}

const count = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;

/** What the model gives by itself; null where nobody knows. */
function knownTokens(
  body: ParsedBody,
  protocol: Protocol,
  provider: ProviderId,
  model: string,
): number | null {
  // A translation for Anthropic always says how much.
  const translated = protocol === "chat" && providerOf(provider).wire === "anthropic";
  return translated ? defaultMaxTokens(body.json.reasoning_effort) : maxOutputTokens(provider, model);
}
