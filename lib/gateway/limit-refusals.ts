import type { Admission, AdmissionRequest, LimitState, ResetPeriod } from "../limits";
import { formatUsd } from "../money";
import { secondsOf } from "./rate-limit-headers";
import { type Refusal, refusal } from "./refusals";
import type { Resolved } from "./resolve-model";

type Denied = Extract<Admission, { ok: false }>;

const MILLION = 1_000_000n;
const PER = { never: "in all", daily: "per day", weekly: "per week", monthly: "per month" };

/** What a call is told that a limit refuses: the limit, what is left of it, what the call needs, and when to try again. */
export function limitRefusal({ code, exceeded, retryAfterMs }: Denied, request: AdmissionRequest): Refusal {
  const seconds = secondsOf(retryAfterMs);
  const again = `Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`;
  const headers = ["retry-after", String(seconds), ...resetting(exceeded, seconds)];
  const left = `${amount(exceeded, exceeded.remaining)} ${code === "budget_reserved" ? "free" : "left"}`;
  const needs = `this call may use ${amount(exceeded, needOf(exceeded, request))}`;
  const budget = budgetOf(exceeded, request.key.resetPeriod);
  switch (code) {
    case "rate_limit_exceeded":
      return refusal(429, code, `${rateOf(exceeded)} ${again}`, null, headers);
    case "budget_reserved":
      return refusal(
        429,
        code,
        `${budget} has ${left} while other calls are in flight; ${needs}. ${again}`,
        null,
        headers,
      );
    case "insufficient_credits":
      return refusal(
        402,
        code,
        `This organization has ${left} in credits; ${needs}. An admin of the organization can add credits.`,
      );
    default:
      // Nothing changes within the time for which clients repeat a call by themselves.
      headers.push("x-should-retry", "false");
      return refusal(
        429,
        code,
        `${budget} has ${left}; ${needs}. ${resetOf(exceeded, request)} An admin of the project can raise it.`,
        null,
        headers,
      );
  }
}

/** A budget in money cannot be kept where nobody knows what a call costs. */
export const modelNotPriced = ({ credential, model }: Resolved, prepaid: boolean): Refusal =>
  refusal(
    400,
    "model_not_priced",
    `Model '${model}' of LLM API key '${credential.name}' has no price, and ${
      prepaid ? "this organization pays with credits" : "this API key has a cost limit"
    }. An admin of the project can set the model's price.`,
    "model",
  );

/** A limit that never resets by itself has room again when it is worth another try, as far as anybody knows. */
const resetting = ({ resetMs }: LimitState, retryAfterSeconds: number): string[] =>
  resetMs === null ? ["x-ratelimit-reset", String(retryAfterSeconds)] : [];

function rateOf({ scope, limit }: LimitState): string {
  if (scope === "key_requests") return `This API key may make ${count(limit)} requests per minute.`;
  const together = "The API keys of this organization may together";
  return scope === "organization_requests"
    ? `${together} make ${count(limit)} requests per minute.`
    : `${together} have ${count(limit)} calls in flight.`;
}

function budgetOf(state: LimitState, period: ResetPeriod): string {
  if (state.scope === "organization_credits") return "This organization's balance";
  const what = state.scope === "key_tokens" ? "token limit" : "cost limit";
  return `This API key's ${what} of ${amount(state, state.limit)} ${PER[period]}`;
}

/** The least that the call would hold. */
function needOf({ scope }: LimitState, { estimate }: AdmissionRequest): bigint {
  const { input, outputTokens, leastOutputTokens, outputNanoUsdPerMillion } = estimate;
  const output = leastOutputTokens ?? outputTokens;
  if (scope === "key_tokens") return BigInt(input.tokens + output);
  return input.costNanoUsd + (BigInt(output) * outputNanoUsdPerMillion + MILLION - 1n) / MILLION;
}

function resetOf({ resetMs }: LimitState, { nowMs }: AdmissionRequest): string {
  if (resetMs === null) return "It does not start anew by itself.";
  return `It starts anew at ${new Date(nowMs + resetMs).toISOString().slice(0, 16).replace("T", " ")} UTC.`;
}

const amount = ({ scope }: LimitState, value: bigint): string =>
  scope === "key_tokens" ? `${count(value)} tokens` : `$${formatUsd(value)}`;

const count = (value: bigint): string => value.toLocaleString("en");
