import { onChange } from "../changes";
import type {
  Admission,
  AdmissionRequest,
  Charge,
  Counters,
  LimitCode,
  LimitState,
  Reservation,
  SpendSource,
} from "./counters";
import { type BudgetScope, type Budgets, grant } from "./grant";
import { Hold } from "./hold";
import { costBudget, KeyCounter, tokenBudget } from "./key-counter";
import { OrganizationCounter } from "./organization-counter";
import {
  budgetRetryMs,
  CONCURRENCY_RETRY_MS,
  RESERVED_RETRY_MS,
  type Standing,
  standing,
  statesOf,
} from "./states";

const MAX_KEYS = 200_000;
const NOTHING: Charge = { tokens: 0, costNanoUsd: 0n };
const BUDGET_CODES: Record<BudgetScope, LimitCode> = {
  key_tokens: "token_limit_exceeded",
  key_cost: "cost_limit_exceeded",
  organization_credits: "insufficient_credits",
};

/** Counts in this process's memory: a decision is one turn of the event loop, and so atomic. What is not known is read from `source`. */
export class MemoryCounters implements Counters {
  readonly #keys = new Map<string, KeyCounter>();
  readonly #organizations = new Map<string, OrganizationCounter>();
  readonly close = onChange((change) => {
    if (change.kind === "spend" || change.kind === "organization") {
      this.forget({ organizationId: change.organizationId });
    }
  });

  constructor(private readonly source: SpendSource) {}

  reserve(request: AdmissionRequest): Admission | Promise<Admission> {
    const organization = this.#organization(request.organizationId);
    const key = this.#key(request, organization);
    const unknown = this.#unknown(request, organization, key);
    if (unknown === null) return this.#decide(request, organization, key);
    return Promise.all(unknown).then(() => this.reserve(request));
  }

  settle(reservation: Reservation, used: Charge): void {
    this.#end(reservation as Hold, used);
  }

  release(reservation: Reservation): void {
    const hold = reservation as Hold;
    if (!this.#end(hold, NOTHING)) return;
    if (hold.keyWindowMs !== null) this.#keys.get(hold.keyId)?.window.value?.remove(hold.keyWindowMs);
    const organization = this.#organizations.get(hold.organizationId);
    if (hold.organizationWindowMs !== null) organization?.window.value?.remove(hold.organizationWindowMs);
  }

  forget(what: { keyId: string } | { organizationId: string }): void {
    if ("keyId" in what) {
      this.#keys.get(what.keyId)?.spend.forget();
      return;
    }
    this.#organizations.get(what.organizationId)?.credits.forget();
    for (const key of this.#keys.values()) {
      if (key.organizationId === what.organizationId) key.spend.forget();
    }
  }

  #end(hold: Hold, used: Charge): boolean {
    if (!this.#organizations.get(hold.organizationId)?.end(hold, used)) return false;
    this.#keys.get(hold.keyId)?.end(hold, used);
    return true;
  }

  #organization(id: string): OrganizationCounter {
    const known = this.#organizations.get(id);
    if (known) return known;
    const counter = new OrganizationCounter(id);
    this.#organizations.set(id, counter);
    return counter;
  }

  /** A key without limits is not counted. */
  #key({ keyId, key: limits }: AdmissionRequest, organization: OrganizationCounter): KeyCounter | null {
    const known = this.#keys.get(keyId);
    if (known) return known;
    if (limits.costNanoUsd === null && limits.tokens === null && limits.requestsPerMinute === null)
      return null;
    if (this.#keys.size >= MAX_KEYS) this.#evict();
    const counter = new KeyCounter(keyId, organization.id, organization.open);
    this.#keys.set(keyId, counter);
    return counter;
  }

  /** Forgets the key that has been known for longest and has nothing in flight: what it spent can be read again. */
  #evict(): void {
    for (const [id, counter] of this.#keys) {
      if (counter.inFlight > 0) continue;
      this.#keys.delete(id);
      return;
    }
  }

  /** What a set limit needs and nobody has read yet, or not since the notification channel is back; null when everything is here. */
  #unknown(
    { key: limits, organization: shared, nowMs }: AdmissionRequest,
    organization: OrganizationCounter,
    key: KeyCounter | null,
  ): Promise<void>[] | null {
    const { source } = this;
    const loads: Promise<void>[] = [];
    if (key && limits.requestsPerMinute !== null && !key.window.value)
      loads.push(key.loadWindow(source, nowMs));
    if (key && (limits.costNanoUsd !== null || limits.tokens !== null)) {
      const isKnown = key.current(limits, nowMs) !== null && key.spend.isCurrent;
      if (!isKnown) loads.push(key.loadSpend(source, limits.resetPeriod, nowMs));
    }
    if (shared.requestsPerMinute !== null && !organization.window.value) {
      loads.push(organization.loadWindow(source, nowMs));
    }
    if (shared.prepaid && !organization.credits.isCurrent) loads.push(organization.loadCredits(source));
    return loads.length > 0 ? loads : null;
  }

  /** Everything is known: checks all and then writes all, or nothing. */
  #decide(request: AdmissionRequest, organization: OrganizationCounter, key: KeyCounter | null): Admission {
    const { nowMs, key: limits, organization: shared, estimate } = request;
    const at = standing(request, organization, key);
    const full = fullWindow(at, nowMs);
    if (full) return full;
    const spend = key?.current(limits, nowMs) ?? null;
    const budgets: Budgets = {
      tokens: tokenBudget(limits.tokens, spend),
      cost: costBudget(limits.costNanoUsd, spend),
      credits: shared.prepaid ? organization.credits.value : null,
    };
    const granted = grant(estimate, budgets);
    if (!granted.ok) return overBudget(at, nowMs, granted);
    const hold = new Hold(request, granted.outputTokens, granted.held);
    if (limits.requestsPerMinute !== null) hold.keyWindowMs = key!.window.value!.add(nowMs);
    if (shared.requestsPerMinute !== null) hold.organizationWindowMs = organization.window.value!.add(nowMs);
    key?.hold(hold);
    organization.hold(hold);
    return { ok: true, reservation: hold, states: statesOf(at, nowMs) };
  }
}

function fullWindow(at: Standing, nowMs: number): Admission | null {
  const refuse = (scope: LimitState["scope"], retryAfterMs: number): Admission => {
    const states = statesOf(at, nowMs);
    const exceeded = states.find((state) => state.scope === scope)!;
    return { ok: false, code: "rate_limit_exceeded", exceeded, retryAfterMs, states };
  };
  const { key, organization, limits, shared } = at;
  if (limits.requestsPerMinute !== null) {
    const waitMs = key!.window.value!.roomInMs(limits.requestsPerMinute, nowMs);
    if (waitMs > 0) return refuse("key_requests", waitMs);
  }
  if (shared.requestsPerMinute !== null) {
    const waitMs = organization.window.value!.roomInMs(shared.requestsPerMinute, nowMs);
    if (waitMs > 0) return refuse("organization_requests", waitMs);
  }
  if (shared.concurrency !== null && organization.open.size >= shared.concurrency) {
    return refuse("organization_concurrency", CONCURRENCY_RETRY_MS);
  }
  return null;
}

function overBudget(
  at: Standing,
  nowMs: number,
  { scope, reserved }: { scope: BudgetScope; reserved: boolean },
): Admission {
  const states = statesOf(at, nowMs);
  const exceeded = states.find((state) => state.scope === scope)!;
  return {
    ok: false,
    code: reserved ? "budget_reserved" : BUDGET_CODES[scope],
    exceeded,
    retryAfterMs: reserved ? RESERVED_RETRY_MS : budgetRetryMs(exceeded),
    states,
  };
}
