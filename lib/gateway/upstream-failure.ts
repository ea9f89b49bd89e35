import { log } from "../log";
import type { Call } from "./call";
import { refusal } from "./refusals";
import { refuse } from "./refuse";
import { ADDRESS_REFUSED } from "./upstream-agent";

const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

const unreachable = (message: string) => refusal(502, "upstream_unreachable", message);
const UNREACHABLE = unreachable(
  "The provider could not be reached, or broke the connection. Try again shortly.",
);
const TIMEOUT = refusal(504, "upstream_timeout", "The provider did not answer in time. Try again shortly.");
const REDIRECTED = unreachable(
  "The provider answered with a redirect, which is not followed. An admin should correct the base URL of its LLM API key.",
);
const TOO_LONG = unreachable("The provider's error was too long, or too compressed, to pass on.");

/** Ends a call whose upstream failed before or while it answered. The reason is logged, not told. */
export function failUpstream(call: Call, error: Error & { code?: string }): void {
  if (call.ended) return;
  const { code } = error;
  const timedOut = code !== undefined && TIMEOUTS.has(code);
  log.warn(
    { requestId: call.requestId, credentialId: call.credentialId, reason: code ?? error.name },
    "gateway: an upstream failed",
  );
  if (timedOut) refuse(call, TIMEOUT, "timeout");
  else if (code === ADDRESS_REFUSED)
    refuseAddress(call, "Its name leads to an address that may not be called.");
  else refuse(call, UNREACHABLE, "upstream_error");
}

/** The credential's address is one that the operator's settings forbid. */
export const refuseAddress = (call: Call, reason: string): void =>
  refuse(call, unreachable(`The provider's address is refused. ${reason}`), "upstream_error");

export const refuseRedirect = (call: Call): void => refuse(call, REDIRECTED, "upstream_error");

/** An upstream's own error that cannot be checked for the credential keeps its status and loses its text. */
export const refuseUnreadable = (call: Call, status: number): void =>
  refuse(call, { ...TOO_LONG, status }, "upstream_error");
