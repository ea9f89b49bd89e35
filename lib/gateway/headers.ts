import type { IncomingHttpHeaders } from "node:http";
import type { Hidden } from "./scrub";
import type { Target } from "./targets";

/**
 * What of a request's head travels on. Everything else stays here: the key and cookies, the hop's own headers, addresses of the
 * internal network, and OpenAI-Organization/-Project, which are the credential owner's to choose.
 */
const SENT = [
  "accept",
  "user-agent",
  "openai-beta",
  "idempotency-key",
  "x-client-request-id",
  "traceparent",
  "tracestate",
];

/**
 * What of an answer's head travels back. Left out with the rest: cookies, the account's organization, and the upstream's rate
 * limits, which are the credential's and would be read as the key's.
 */
const PASSED_BACK = [
  "content-type",
  "content-encoding",
  "content-disposition",
  "cache-control",
  "retry-after",
  "retry-after-ms",
  "x-should-retry",
  "openai-processing-ms",
  "openai-version",
];

/** The head for the upstream, as a flat list. Identity encoding: usage is read from the bytes that pass. */
export function upstreamHeaders(headers: IncomingHttpHeaders, target: Target): string[] {
  const sent = [
    "authorization",
    target.authorization,
    "content-type",
    "application/json",
    "accept-encoding",
    "identity",
  ];
  for (const name of SENT) {
    const value = headers[name];
    if (typeof value === "string") sent.push(name, value);
  }
  return sent;
}

/** The head for the client, as a flat list, without any value that holds the credential. */
export function clientHeaders(
  requestId: string,
  headers: IncomingHttpHeaders,
  hidden: Hidden | null,
): string[] {
  const passed = ["x-request-id", requestId];
  for (const name of PASSED_BACK) {
    const value = headers[name];
    if (typeof value === "string" && !holds(value, hidden)) passed.push(name, value);
  }
  const upstreamId = headers["x-request-id"];
  if (typeof upstreamId === "string" && !holds(upstreamId, hidden)) {
    passed.push("x-upstream-request-id", upstreamId);
  }
  return passed;
}

const holds = (value: string, hidden: Hidden | null) => hidden !== null && value.includes(hidden.text);
