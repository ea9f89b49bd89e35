import type { IncomingHttpHeaders } from "node:http";
import type { Call } from "./call";
import type { Resolved } from "./resolve-model";
import type { Protocol } from "./routes";
import type { Hidden } from "./scrub";

/** What of a request's head travels on, whatever the provider. */
const SENT_ALWAYS = ["user-agent", "traceparent", "tracestate"];

/**
 * What travels on besides, where a provider is spoken to in the client's own protocol. Everything else stays here: the key and
 * cookies, the hop's own headers, addresses of the internal network, and OpenAI-Organization/-Project, which are the credential
 * owner's to choose.
 */
const OPENAI = [...SENT_ALWAYS, "accept", "openai-beta", "idempotency-key", "x-client-request-id"];
const SENT: Record<Protocol, string[]> = {
  chat: OPENAI,
  embeddings: OPENAI,
  responses: OPENAI,
  messages: [...SENT_ALWAYS, "accept", "anthropic-version", "anthropic-beta"],
};

/**
 * What of an answer's head travels back. Left out with the rest: cookies, the account's organization, and the upstream's rate
 * limits, which are the credential's and would be read as the key's.
 */
const PASSED_BACK = [
  "cache-control",
  "retry-after",
  "retry-after-ms",
  "x-should-retry",
  "openai-processing-ms",
  "openai-version",
];
/** Of bytes that pass as they are. */
const OF_CONTENT = ["content-type", "content-encoding", "content-disposition"];
const UPSTREAM_IDS = ["x-request-id", "request-id", "x-amzn-requestid", "apim-request-id"];

/** The head for the upstream, as a flat list. Identity encoding: usage is read from the bytes that pass. */
export function upstreamHeaders(
  headers: IncomingHttpHeaders,
  protocol: Protocol,
  own: readonly string[],
): string[] {
  const sent = ["content-type", "application/json", "accept-encoding", "identity", ...own];
  for (const name of own.length > 0 ? SENT_ALWAYS : SENT[protocol]) {
    const value = headers[name];
    if (typeof value === "string") sent.push(name, value);
  }
  return sent;
}

/** The head for the client, as a flat list, without any value that holds the credential. A translation has a type of its own. */
export function clientHeaders(
  call: Call,
  headers: IncomingHttpHeaders,
  hidden: Hidden | null,
  translatedType: string | null,
): string[] {
  const passed = ["x-request-id", call.requestId, ...call.limitHeaders];
  if (call.target) passed.push("x-gatehouse-target", nameOf(call.target));
  // Where Anthropic's clients look for it.
  if (call.protocol === "messages") passed.push("request-id", call.requestId);
  const pass = (name: string, as = name) => {
    const value = headers[name];
    if (typeof value !== "string" || holds(value, hidden)) return false;
    passed.push(as, value);
    return true;
  };
  for (const name of PASSED_BACK) pass(name);
  if (translatedType === null) for (const name of OF_CONTENT) pass(name);
  else passed.push("content-type", translatedType);
  UPSTREAM_IDS.some((name) => pass(name, "x-upstream-request-id"));
  return passed;
}

const MAX_NAME_LENGTH = 300;

/** `<credential>/<model>`, with everything that does not belong into a header percent-encoded. */
function nameOf({ credential, model }: Resolved): string {
  const name = `${credential.name}/${model}`.slice(0, MAX_NAME_LENGTH);
  return /^[\x21-\x7e]*$/.test(name) ? name : name.replace(/[^\x21-\x7e]/gu, percent);
}

const percent = (character: string) =>
  Buffer.from(character).toString("hex").toUpperCase().replace(/../g, "%$&");

const holds = (value: string, hidden: Hidden | null) =>
  hidden?.texts.some((text) => value.includes(text)) ?? false;
