import type { Wire } from "../../providers";
import type { Protocol } from "../routes";
import { anthropic } from "./anthropic";
import { bedrock } from "./bedrock";
import { openai } from "./openai";
import type { WireAdapter } from "./wire";

export type { Exchange, TranslatedError, Translator } from "./wire";
export { UnreadableAnswer } from "./wire";

export const ADAPTERS: Record<Wire, WireAdapter> = { openai, anthropic, bedrock };

/** What is spoken at both ends, so that it passes as it is; chat completions reach every wire. */
const NATIVE: Record<Protocol, readonly Wire[]> = {
  chat: ["openai", "anthropic", "bedrock"],
  embeddings: ["openai"],
  responses: ["openai"],
  messages: ["anthropic"],
};

export const speaks = (wire: Wire, protocol: Protocol): boolean => NATIVE[protocol].includes(wire);
