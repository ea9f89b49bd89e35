import type { LimitScope, LimitState } from "../limits";
import { formatUsd } from "../money";

const NONE: readonly string[] = [];
const MONEY = new Set<LimitScope>(["key_cost", "organization_credits"]);

/**
 * How the limits stand, as a flat list of headers: the one that refused, else the tightest, under Gatehouse's own names (dollars where
 * it is about money), and the tightest of requests and of tokens under OpenAI's. Nothing where no limit is set. The reset of one that
 * has none of its own is the refusal's to tell (limit-refusals.ts).
 */
export function rateLimitHeaders(
  states: readonly LimitState[],
  exceeded: LimitState | null = null,
): readonly string[] {
  const shown = exceeded ?? tightestOf(states);
  if (shown === null) return NONE;
  const headers = ["x-ratelimit-scope", shown.scope, ...described("", shown)];
  if (shown.resetMs !== null) headers.push("x-ratelimit-reset", String(secondsOf(shown.resetMs)));
  const requests = tightestOf(states.filter(isOfRequests));
  if (requests) headers.push(...described("-requests", requests), ...resetting("-requests", requests));
  const tokens = states.find(({ scope }) => scope === "key_tokens");
  if (tokens) headers.push(...described("-tokens", tokens), ...resetting("-tokens", tokens));
  return headers;
}

const isOfRequests = ({ scope }: LimitState) => scope === "key_requests" || scope === "organization_requests";

/** The one with the smallest share left. */
function tightestOf(states: readonly LimitState[]): LimitState | null {
  let tightest: LimitState | null = null;
  for (const state of states) {
    if (tightest === null || isTighter(state, tightest)) tightest = state;
  }
  return tightest;
}

/** Multiplied crosswise, so that nothing is rounded; of an empty balance there is no share. */
const isTighter = (one: LimitState, other: LimitState): boolean =>
  one.remaining === 0n ? other.remaining > 0n : one.remaining * other.limit < other.remaining * one.limit;

const described = (kind: string, { scope, limit, remaining }: LimitState): string[] => [
  `x-ratelimit-limit${kind}`,
  amountOf(scope, limit),
  `x-ratelimit-remaining${kind}`,
  amountOf(scope, remaining),
];

/** OpenAI's clients read a duration such as `12s`. */
const resetting = (kind: string, { resetMs }: LimitState): string[] =>
  resetMs === null ? [] : [`x-ratelimit-reset${kind}`, `${secondsOf(resetMs)}s`];

const amountOf = (scope: LimitScope, amount: bigint): string =>
  MONEY.has(scope) ? formatUsd(amount) : String(amount);

/** Whole seconds, and never "at once". */
export const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
