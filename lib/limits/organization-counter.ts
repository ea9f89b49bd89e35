import { LinkedSet } from "../linked-set";
import type { Charge, SpendSource } from "./counters";
import type { Budget } from "./grant";
import type { Hold } from "./hold";
import { Remembered } from "./remembered";
import { SlidingWindow, WINDOW_MS } from "./window";

/** What all keys of an organization share. Knows every call in flight, whether anything limits it or not. */
export class OrganizationCounter {
  readonly open = new LinkedSet<Hold>();
  readonly window = new Remembered<SlidingWindow>();
  readonly credits = new Remembered<Budget<bigint>>();

  constructor(readonly id: string) {}

  /** Calls in flight count as well: no record tells of them yet. */
  loadWindow(source: SpendSource, nowMs: number): Promise<void> {
    return this.window.load(
      () => source.recentCalls({ organizationId: this.id }, nowMs - WINDOW_MS),
      (times) => new SlidingWindow([...times, ...[...this.open].map(enter)]),
    );
  }

  loadCredits(source: SpendSource): Promise<void> {
    return this.credits.load(
      () => source.credits(this.id),
      (balance) => {
        const held = [...this.open].reduce((sum, hold) => sum + hold.held.costNanoUsd, 0n);
        return { limit: balance ?? 0n, spent: 0n, held };
      },
    );
  }

  hold(hold: Hold): void {
    this.open.add(hold);
    if (this.credits.value) this.credits.value.held += hold.held.costNanoUsd;
  }

  /** False when it is not open any more. */
  end(hold: Hold, used: Charge): boolean {
    if (!this.open.delete(hold)) return false;
    const credits = this.credits.value;
    if (credits) {
      credits.held -= hold.held.costNanoUsd;
      credits.limit -= used.costNanoUsd;
    }
    return true;
  }
}

function enter(hold: Hold): number {
  hold.organizationWindowMs = hold.atMs;
  return hold.atMs;
}
