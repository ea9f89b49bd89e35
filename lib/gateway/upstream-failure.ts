import { ADDRESS_REFUSED } from "../checked-agent";
import { log } from "../log";
import { AuthorizeError } from "./authorize";
import type { Call } from "./call";
import { refusal } from "./refusals";
import { refuse } from "./refuse";
import { UnreadableAnswer } from "./wires";

const TARGET_TIMEOUT = "GATEHOUSE_TARGET_TIMEOUT";
const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", TARGET_TIMEOUT]);

/** A target took longer to its first byte than its endpoint allows. */
export class TargetTimeout extends Error {
  readonly code = TARGET_TIMEOUT;
}

const unreachable = (message: string) => refusal(502, "upstream_unreachable", message);
const UNREACHABLE = unreachable(
  "The provider could not be reached, or broke the connection. Try again shortly.",
);
const TIMEOUT = refusal(504, "upstream_timeout", "The provider did not answer in time. Try again shortly.");
const REDIRECTED = unreachable(
  "The provider answered with a redirect, which is not followed. An admin should correct the base URL of its LLM API key.",
);
const UNREADABLE = unreachable("The provider's answer is not what its protocol promises. Try again shortly.");
const TOO_LONG = unreachable("The provider's error was too long, or too compressed, to pass on.");

export const isTimeout = ({ code }: Error & { code?: string }): boolean =>
  code !== undefined && TIMEOUTS.has(code);

/** Ends a call whose upstream failed before or while it answered. The reason is logged, not told. */
export function failUpstream(call: Call, error: Error & { code?: string }): void {
  if (call.ended) return;
  const { code } = error;
  log.warn(
    { requestId: call.requestId, credentialId: call.target?.credential.id, reason: reasonOf(error) },
    "gateway: an upstream failed",
  );
  if (isTimeout(error)) refuse(call, TIMEOUT, "timeout");
  else if (error instanceof AuthorizeError) refuse(call, unreachable(error.message), "upstream_error");
  else if (error instanceof UnreadableAnswer) refuse(call, UNREADABLE, "upstream_error");
  else if (code === ADDRESS_REFUSED)
    refuseAddress(call, "Its name leads to an address that may not be called.");
  else refuse(call, UNREACHABLE, "upstream_error");
}

/** What a failure is called in the log: never an upstream's own words. */
export function reasonOf(error: Error & { code?: string }): string {
  const told = error instanceof AuthorizeError || error instanceof UnreadableAnswer;
  return told ? error.message : (error.code ?? error.name);
}

/** The credential's address is one that the operator's settings forbid. */
export const refuseAddress = (call: Call, reason: string): void =>
  refuse(call, unreachable(`The provider's address is refused. ${reason}`), "upstream_error");

export const refuseRedirect = (call: Call): void => refuse(call, REDIRECTED, "upstream_error");

/** An upstream's own error that cannot be checked for the credential keeps its status and loses its text. */
export const refuseUnreadable = (call: Call, status: number): void =>
  refuse(call, { ...TOO_LONG, status }, "upstream_error");
