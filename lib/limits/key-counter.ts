import type { Charge, KeyLimits, SpendSource } from "./counters";
import type { Budget } from "./grant";
import type { Hold } from "./hold";
import { periodEndMs, periodStartMs } from "./period";
import { Remembered } from "./remembered";
import type { ResetPeriod } from "./schema";
import { SlidingWindow, WINDOW_MS } from "./window";

/** What a key has spent in one period, and what its calls in flight hold of it. */
type Spend = {
  period: ResetPeriod;
  startMs: number;
  endMs: number | null;
  spent: Charge;
  held: Charge;
};

const NOTHING: Charge = { tokens: 0, costNanoUsd: 0n };

/** What is counted of one key. `open` are the calls in flight of its whole organization. */
export class KeyCounter {
  readonly window = new Remembered<SlidingWindow>();
  readonly spend = new Remembered<Spend>();
  /** Its own calls in flight. */
  inFlight: number;

  constructor(
    readonly id: string,
    readonly organizationId: string,
    private readonly open: Iterable<Hold>,
  ) {
    this.inFlight = this.#own().length;
  }

  /** Calls in flight count as well: no record tells of them yet. */
  loadWindow(source: SpendSource, nowMs: number): Promise<void> {
    return this.window.load(
      () => source.recentCalls({ keyId: this.id }, nowMs - WINDOW_MS),
      (times) => new SlidingWindow([...times, ...this.#own().map(enter)]),
    );
  }

  loadSpend(source: SpendSource, period: ResetPeriod, nowMs: number): Promise<void> {
    const startMs = periodStartMs(period, nowMs);
    const endMs = periodEndMs(period, nowMs);
    return this.spend.load(
      () => source.keySpend(this.id, startMs),
      (spent) => ({ period, startMs, endMs, spent, held: this.#heldSince(startMs) }),
    );
  }

  /** What is spent as of now: a period that is over makes room for the next. Null where it has to be read. */
  current({ resetPeriod }: KeyLimits, nowMs: number): Spend | null {
    const spend = this.spend.value;
    if (!spend) return null;
    if (spend.period !== resetPeriod) {
      this.spend.forget();
      return null;
    }
    if (spend.endMs !== null && nowMs >= spend.endMs) {
      spend.startMs = periodStartMs(resetPeriod, nowMs);
      spend.endMs = periodEndMs(resetPeriod, nowMs);
      spend.spent = NOTHING;
      spend.held = this.#heldSince(spend.startMs);
    }
    return spend;
  }

  hold(hold: Hold): void {
    this.inFlight++;
    const spend = this.spend.value;
    if (spend && hold.atMs >= spend.startMs) spend.held = plus(spend.held, hold.held);
  }

  /** What a call used counts in the period in which it was admitted. */
  end(hold: Hold, used: Charge): void {
    this.inFlight--;
    const spend = this.spend.value;
    if (!spend || hold.atMs < spend.startMs) return;
    spend.held = minus(spend.held, hold.held);
    spend.spent = plus(spend.spent, used);
  }

  #own(): Hold[] {
    return [...this.open].filter((hold) => hold.keyId === this.id);
  }

  #heldSince(startMs: number): Charge {
    return this.#own()
      .filter((hold) => hold.atMs >= startMs)
      .reduce((sum, hold) => plus(sum, hold.held), NOTHING);
  }
}

function enter(hold: Hold): number {
  hold.keyWindowMs = hold.atMs;
  return hold.atMs;
}

const plus = (a: Charge, b: Charge): Charge => ({
  tokens: a.tokens + b.tokens,
  costNanoUsd: a.costNanoUsd + b.costNanoUsd,
});

const minus = (a: Charge, b: Charge): Charge => ({
  tokens: a.tokens - b.tokens,
  costNanoUsd: a.costNanoUsd - b.costNanoUsd,
});

/** A key's budgets in the terms of the decision. */
export const tokenBudget = (limit: number | null, spend: Spend | null): Budget<number> | null =>
  limit === null || !spend ? null : { limit, spent: spend.spent.tokens, held: spend.held.tokens };

export const costBudget = (limit: bigint | null, spend: Spend | null): Budget<bigint> | null =>
  limit === null || !spend ? null : { limit, spent: spend.spent.costNanoUsd, held: spend.held.costNanoUsd };
