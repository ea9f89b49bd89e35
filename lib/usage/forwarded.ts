import type { UsageRecord } from "./record";

/**
 * Calls that were let through and tried with a target: they have durations and count in windows. Asking for the models never gets
 * that far, nor does a call whose client left before it was admitted.
 */
export const FORWARDED = "attempts > 0 AND outcome <> 'refused'";

/** The same of a record in memory. */
export const wasForwarded = ({ attempts, outcome }: Pick<UsageRecord, "attempts" | "outcome">): boolean =>
  attempts > 0 && outcome !== "refused";
