import type { AdmissionRequest, Charge, Estimate, LimitCode, LimitScope, SpendSource } from "./counters";
import { periodStartMs } from "./period";
import type { ResetPeriod } from "./schema";

type Limits = AdmissionRequest["key"];
type Shared = AdmissionRequest["organization"];

export const NO_LIMITS: Limits = {
  costNanoUsd: null,
  tokens: null,
  requestsPerMinute: null,
  resetPeriod: "never",
};
export const NOT_SHARED: Shared = { requestsPerMinute: null, concurrency: null, prepaid: false };

type Call = {
  keyId: string;
  atMs: number;
  held: Charge;
  used: Charge | null;
};

export type Expected = { ok: true; outputTokens: number } | { ok: false; code: LimitCode; scope: LimitScope };

/** Limits decided the slow and obvious way: from the list of everything that happened. One organization. For tests. */
export class Reference implements SpendSource {
  calls: Call[] = [];
  granted = 0n;

  expect(request: AdmissionRequest): Expected {
    const { key, organization, keyId, nowMs, estimate } = request;
    const own = this.calls.filter((call) => call.keyId === keyId);
    const recent = (calls: Call[]) => calls.filter((call) => call.atMs > nowMs - 60_000).length;
    const open = this.calls.filter((call) => call.used === null).length;
    const full = (scope: LimitScope): Expected => ({ ok: false, code: "rate_limit_exceeded", scope });
    if (key.requestsPerMinute !== null && recent(own) >= key.requestsPerMinute) return full("key_requests");
    if (organization.requestsPerMinute !== null && recent(this.calls) >= organization.requestsPerMinute) {
      return full("organization_requests");
    }
    if (organization.concurrency !== null && open >= organization.concurrency) {
      return full("organization_concurrency");
    }
    const least = estimate.leastOutputTokens ?? estimate.outputTokens;
    const start = periodStartMs(key.resetPeriod, nowMs);
    const inPeriod = own.filter((call) => call.atMs >= start);
    const fits = (outputTokens: number, withHolds: boolean): LimitScope | null => {
      const ask = most(estimate, outputTokens);
      const total = sum(inPeriod, withHolds);
      if (key.tokens !== null && total.tokens + ask.tokens > key.tokens) return "key_tokens";
      if (key.costNanoUsd !== null && total.costNanoUsd + ask.costNanoUsd > key.costNanoUsd)
        return "key_cost";
      const all = sum(this.calls, withHolds).costNanoUsd;
      return organization.prepaid && all + ask.costNanoUsd > this.granted ? "organization_credits" : null;
    };
    const scope = fits(least, true);
    if (scope !== null) return { ok: false, code: this.#code(scope, fits(least, false) !== scope), scope };
    let outputTokens = estimate.outputTokens;
    while (fits(outputTokens, true) !== null) outputTokens--;
    return { ok: true, outputTokens };
  }

  #code(scope: LimitScope, reserved: boolean): LimitCode {
    if (reserved) return "budget_reserved";
    if (scope === "key_tokens") return "token_limit_exceeded";
    return scope === "key_cost" ? "cost_limit_exceeded" : "insufficient_credits";
  }

  admit({ keyId, nowMs, estimate }: AdmissionRequest, outputTokens: number): Call {
    const call = { keyId, atMs: nowMs, held: most(estimate, outputTokens), used: null };
    this.calls.push(call);
    return call;
  }

  async keySpend(keyId: string, fromMs: number): Promise<Charge> {
    return sum(
      this.calls.filter((call) => call.keyId === keyId && call.atMs >= fromMs),
      false,
    );
  }

  async credits(): Promise<bigint> {
    return this.granted - sum(this.calls, false).costNanoUsd;
  }

  async recentCalls(of: { keyId: string } | { organizationId: string }, sinceMs: number): Promise<number[]> {
    return this.calls
      .filter((call) => call.used !== null && call.atMs > sinceMs)
      .filter((call) => !("keyId" in of) || call.keyId === of.keyId)
      .map((call) => call.atMs);
  }
}

const most = (estimate: Estimate, outputTokens: number): Charge => ({
  tokens: estimate.input.tokens + outputTokens,
  costNanoUsd:
    estimate.input.costNanoUsd +
    BigInt(Math.ceil((outputTokens * Number(estimate.outputNanoUsdPerMillion)) / 1_000_000)),
});

const sum = (calls: Call[], withHolds: boolean): Charge =>
  calls
    .map((call) => call.used ?? (withHolds ? call.held : { tokens: 0, costNanoUsd: 0n }))
    .reduce((a, b) => ({ tokens: a.tokens + b.tokens, costNanoUsd: a.costNanoUsd + b.costNanoUsd }), {
      tokens: 0,
      costNanoUsd: 0n,
    });

/** A call that asks for this many output tokens, each of which costs 3 nano-USD; with `least`, for fewer if need be. */
export const estimate = (
  inputTokens: number,
  outputTokens: number,
  least: number | null = null,
): Estimate => ({
  input: { tokens: inputTokens, costNanoUsd: BigInt(inputTokens) },
  outputTokens,
  outputNanoUsdPerMillion: 3_000_000n,
  leastOutputTokens: least,
});

/** A request for admission of one key in one organization. */
export const asking = (
  nowMs: number,
  given: { key?: Partial<Limits>; organization?: Partial<Shared>; estimate?: Estimate; keyId?: string } = {},
): AdmissionRequest => ({
  nowMs,
  keyId: given.keyId ?? "key-1",
  organizationId: "organization-1",
  key: { ...NO_LIMITS, ...given.key },
  organization: { ...NOT_SHARED, ...given.organization },
  estimate: given.estimate ?? estimate(1, 1),
});

export const PERIODS: ResetPeriod[] = ["never", "daily", "weekly", "monthly"];
