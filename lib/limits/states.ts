import type { AdmissionRequest, KeyLimits, LimitState, OrganizationLimits } from "./counters";
import type { KeyCounter } from "./key-counter";
import type { OrganizationCounter } from "./organization-counter";

/** When a call ends nobody knows: try again soon. */
export const CONCURRENCY_RETRY_MS = 1000;
export const RESERVED_RETRY_MS = 1000;
/** A budget that never resets has room again only when somebody raises it: no sooner than tomorrow is worth a try. */
const NEVER_RETRY_MS = 86_400_000;

/** The limits that a call is under, and where they are counted. */
export type Standing = {
  limits: KeyLimits;
  shared: OrganizationLimits;
  key: KeyCounter | null;
  organization: OrganizationCounter;
};

export const standing = (
  { key: limits, organization: shared }: AdmissionRequest,
  organization: OrganizationCounter,
  key: KeyCounter | null,
): Standing => ({ limits, shared, key, organization });

/** Until there is room in an exhausted budget. */
export const budgetRetryMs = ({ resetMs }: LimitState): number => resetMs ?? NEVER_RETRY_MS;

/** Every limit that is set, as it stands now. */
export function statesOf({ limits, shared, key, organization }: Standing, nowMs: number): LimitState[] {
  const states: LimitState[] = [];
  const window = key?.window.value;
  if (limits.requestsPerMinute !== null && window) {
    const left = limits.requestsPerMinute - window.count(nowMs);
    states.push(state("key_requests", limits.requestsPerMinute, left, window.emptyInMs(nowMs)));
  }
  const all = organization.window.value;
  if (shared.requestsPerMinute !== null && all) {
    const left = shared.requestsPerMinute - all.count(nowMs);
    states.push(state("organization_requests", shared.requestsPerMinute, left, all.emptyInMs(nowMs)));
  }
  if (shared.concurrency !== null) {
    const left = shared.concurrency - organization.open.size;
    states.push(state("organization_concurrency", shared.concurrency, left, null));
  }
  const spend = key?.current(limits, nowMs);
  if (spend) {
    const resetMs = spend.endMs === null ? null : spend.endMs - nowMs;
    const { spent, held } = spend;
    if (limits.tokens !== null) {
      const left = limits.tokens - spent.tokens;
      states.push(state("key_tokens", limits.tokens, left - held.tokens, resetMs, left));
    }
    if (limits.costNanoUsd !== null) {
      const left = limits.costNanoUsd - spent.costNanoUsd;
      states.push(state("key_cost", limits.costNanoUsd, left - held.costNanoUsd, resetMs, left));
    }
  }
  const credits = organization.credits.value;
  if (shared.prepaid && credits) {
    const { limit, held } = credits;
    states.push(state("organization_credits", limit, limit - held, null, limit));
  }
  return states;
}

const state = (
  scope: LimitState["scope"],
  limit: number | bigint,
  remaining: number | bigint,
  resetMs: number | null,
  unspent = remaining,
): LimitState => ({
  scope,
  limit: BigInt(limit),
  remaining: remaining > 0 ? BigInt(remaining) : 0n,
  unspent: unspent > 0 ? BigInt(unspent) : 0n,
  resetMs,
});
