import type { Charge, Estimate } from "./counters";

const MILLION = 1_000_000n;

/** One budget: what it allows in all, what was spent of it, and what calls in flight hold. */
export type Budget<Amount> = { limit: Amount; spent: Amount; held: Amount };

/** The budgets that a call has to fit into; null where none is set. Credits are a cost budget whose limit is the balance. */
export type Budgets = {
  tokens: Budget<number> | null;
  cost: Budget<bigint> | null;
  credits: Budget<bigint> | null;
};

export type BudgetScope = "key_tokens" | "key_cost" | "organization_credits";

export type Grant =
  | { ok: true; outputTokens: number; held: Charge }
  /** `reserved`: there would be room if nothing was in flight. */
  | { ok: false; scope: BudgetScope; reserved: boolean };

/**
 * Decides whether a call fits, and how many output tokens it may have: as many as were asked for, or fewer where the client set no bound
 * and the budgets afford fewer. A call holds what it may use at most, so that what is spent never exceeds a limit.
 */
export function grant(estimate: Estimate, { tokens, cost, credits }: Budgets): Grant {
  const least = estimate.leastOutputTokens ?? estimate.outputTokens;
  let outputTokens = estimate.outputTokens;
  if (tokens) {
    const affordable = tokens.limit - tokens.spent - tokens.held - estimate.input.tokens;
    if (affordable < least) return refused("key_tokens", affordable + tokens.held >= least);
    outputTokens = Math.min(outputTokens, affordable);
  }
  for (const [scope, budget] of [
    ["key_cost", cost],
    ["organization_credits", credits],
  ] as const) {
    if (!budget) continue;
    const left = budget.limit - budget.spent - budget.held;
    const affordable = affordableTokens(estimate, left);
    if (affordable < least) return refused(scope, affordableTokens(estimate, left + budget.held) >= least);
    outputTokens = Math.min(outputTokens, affordable);
  }
  return {
    ok: true,
    outputTokens,
    held: {
      tokens: estimate.input.tokens + outputTokens,
      costNanoUsd:
        estimate.input.costNanoUsd + outputCost(BigInt(outputTokens), estimate.outputNanoUsdPerMillion),
    },
  };
}

const refused = (scope: BudgetScope, reserved: boolean): Grant => ({ ok: false, scope, reserved });

/** Rounded up: a hold is never less than what it becomes. */
const outputCost = (tokens: bigint, nanoUsdPerMillion: bigint): bigint =>
  (tokens * nanoUsdPerMillion + MILLION - 1n) / MILLION;

/** How many output tokens an amount affords besides the input; -1 when not even that. */
function affordableTokens({ input, outputNanoUsdPerMillion }: Estimate, left: bigint): number {
  const rest = left - input.costNanoUsd;
  if (rest < 0n) return -1;
  if (outputNanoUsdPerMillion === 0n) return Number.MAX_SAFE_INTEGER;
  const affordable = (rest * MILLION) / outputNanoUsdPerMillion;
  return affordable > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(affordable);
}
