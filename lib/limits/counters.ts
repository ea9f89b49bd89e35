import type { ResetPeriod } from "./schema";

/** An amount of both things that budgets limit. Tokens are input and output together. */
export type Charge = { tokens: number; costNanoUsd: bigint };

/** A key's limits as admission needs them; null is no limit. */
export type KeyLimits = {
  costNanoUsd: bigint | null;
  tokens: number | null;
  requestsPerMinute: number | null;
  resetPeriod: ResetPeriod;
};

/** An organization's limits, shared by all its keys; null is no limit. */
export type OrganizationLimits = {
  requestsPerMinute: number | null;
  concurrency: number | null;
  /** Whether it has credits to spend; their balance is the counters' to know. */
  prepaid: boolean;
};

/** What a call may use at most. */
export type Estimate = {
  /** An upper bound of the prompt. */
  input: Charge;
  /** The bound of the output: the client's own, else the most that the model gives. */
  outputTokens: number;
  outputNanoUsdPerMillion: bigint;
  /** The client gave no bound, so that a lower one may be granted; never fewer than this. Null where it did. */
  leastOutputTokens: number | null;
};

export type AdmissionRequest = {
  nowMs: number;
  keyId: string;
  organizationId: string;
  key: KeyLimits;
  organization: OrganizationLimits;
  estimate: Estimate;
};

/** Which limit is meant. */
export type LimitScope =
  | "key_requests"
  | "organization_requests"
  | "organization_concurrency"
  | "key_tokens"
  | "key_cost"
  | "organization_credits";

/** How one limit stands; costs in nano-USD. */
export type LimitState = {
  scope: LimitScope;
  limit: bigint;
  remaining: bigint;
  /** What would remain if no call was in flight. */
  unspent: bigint;
  /** Until it is whole again; null where it never is by itself. */
  resetMs: number | null;
};

/** A hold on what a call may use. Opaque to callers: settle it or release it, once. */
export type Reservation = {
  readonly id: string;
  readonly keyId: string;
  readonly organizationId: string;
  readonly atMs: number;
  readonly resetPeriod: ResetPeriod;
  /** The output bound that was granted. */
  readonly outputTokens: number;
  readonly held: Charge;
};

export type LimitCode =
  | "rate_limit_exceeded"
  | "token_limit_exceeded"
  | "cost_limit_exceeded"
  | "budget_reserved"
  | "insufficient_credits";

/** `states`: every limit that is set, as it stands after the decision. */
export type Admission =
  | { ok: true; reservation: Reservation; states: LimitState[] }
  | { ok: false; code: LimitCode; exceeded: LimitState; retryAfterMs: number; states: LimitState[] };

/**
 * Where limits are counted. One step per call each way, atomic by the store's own means: in memory here, one script in Redis. At once
 * where everything is known, else a promise; rejects with StoreUnavailableError where a counter is unknown and cannot be rebuilt.
 */
export interface Counters {
  /** Checks every limit and reserves, or refuses and burns nothing. */
  reserve(request: AdmissionRequest): Admission | Promise<Admission>;
  /** Replaces the hold by what was used. The call stays counted in the windows. */
  settle(reservation: Reservation, used: Charge): void;
  /** Takes everything back, as if the call had never been admitted. */
  release(reservation: Reservation): void;
  /** Forgets what was spent (of a key, or of an organization's credits), so that it is read again; holds stay. */
  forget(what: { keyId: string } | { organizationId: string }): void;
}

/** Where the counters read what they do not know. What it gives is complete at the instant it resolves, unwritten records included. */
export interface SpendSource {
  /** What a key has spent in calls begun at or after an instant (0 is ever). */
  keySpend(keyId: string, fromMs: number): Promise<Charge>;
  /** An organization's balance in nano-USD; null where it is not prepaid. */
  credits(organizationId: string): Promise<bigint | null>;
  /** When the admitted calls of the last minute began, oldest first. */
  recentCalls(of: { keyId: string } | { organizationId: string }, sinceMs: number): Promise<number[]>;
}
