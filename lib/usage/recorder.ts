import type { UsageRecord } from "./record";

export type RecorderOptions = {
  /** Where processes keep what is not in the database yet: one for all that share a data folder. */
  folder: string;
};

/** Where usage goes. What `append` has returned for is in the kernel's hands; the database has it about a quarter of a second later. */
export class UsageRecorder {
  constructor(_options: RecorderOptions) {}

  /** Takes its place in the folder and writes what processes that are gone have left there. */
  async start(): Promise<void> {}

  /** Calls that are decided, each once. Never throws. */
  append(_records: readonly UsageRecord[]): void {}

  /** Every call that has been under way for long, as it stands: replaces what the last checkpoint said. Never throws. */
  checkpoint(_records: readonly UsageRecord[]): void {}

  /** Writes what has been appended. Rejects when the database refuses; nothing is lost by that. */
  async flush(): Promise<void> {}

  /** Writes the rest and leaves the folder. */
  async stop(): Promise<void> {}

  /** What a key has spent in calls begun at or after an instant (0 is ever), which is the beginning of an hour. */
  async keySpend(_keyId: string, _fromMs: number): Promise<{ tokens: number; costNanoUsd: bigint }> {
    return { tokens: 0, costNanoUsd: 0n };
  }

  /** An organization's balance in nano-USD; null where it is not prepaid. */
  async credits(_organizationId: string): Promise<bigint | null> {
    return null;
  }

  /** When calls that were not refused began, oldest first. */
  async recentCalls(
    _of: { keyId: string } | { organizationId: string },
    _sinceMs: number,
  ): Promise<number[]> {
    return [];
  }
}
