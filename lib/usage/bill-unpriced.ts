import type { Tx } from "../db";
import type { TokenCounts } from "./record";

/** What has a price now. `costOf` must give what the call would have cost; null leaves it unpriced. */
export type Billing = {
  projectId: string;
  credentialId: string;
  /** As the provider knows it. */
  model: string;
  costOf: (counts: TokenCounts, atMs: number) => bigint | null;
};

/** `more`: a transaction bills so many at once; call again in a next one. */
export type Billed = { requests: number; costNanoUsd: bigint; more: boolean };

/**
 * Bills calls that were recorded without a price, in the caller's transaction: the records, every rollup, the credits and what waits.
 * Usage is written by nobody meanwhile. Announce `{ kind: "spend", organizationId }` with it.
 */
export async function billUnpriced(_tx: Tx, _billing: Billing): Promise<Billed> {
  throw new Error("Not ready.");
}
