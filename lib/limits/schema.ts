import { z } from "zod";
import { parseUsd } from "../money";

/** When a budget starts anew, in UTC; a week starts on Monday. */
export const RESET_PERIODS = ["never", "daily", "weekly", "monthly"] as const;
export type ResetPeriod = (typeof RESET_PERIODS)[number];

const MAX_TOKENS = 1_000_000_000_000;
const MAX_REQUESTS_PER_MINUTE = 1_000_000;

/** US dollars as a decimal text such as "25" or "0.50", more than nothing; null is no limit. */
export const costLimitUsd = z
  .string({ error: "Enter an amount in dollars such as 25 or 0.50." })
  .trim()
  .refine((text) => (parseUsd(text) ?? 0n) > 0n, "Enter an amount in dollars such as 25 or 0.50.")
  .nullable();

/** Input and output together; null is no limit. */
export const tokenLimit = z
  .number({ error: "Enter a whole number of tokens." })
  .int("Enter a whole number of tokens.")
  .min(1, "Enter at least 1 token.")
  .max(MAX_TOKENS, "Enter at most a trillion tokens.")
  .nullable();

/** Calls within any 60 seconds; null is no limit. */
export const requestsPerMinute = z
  .number({ error: "Enter a whole number of requests." })
  .int("Enter a whole number of requests.")
  .min(1, "Enter at least 1 request per minute.")
  .max(MAX_REQUESTS_PER_MINUTE, "Enter at most 1,000,000 requests per minute.")
  .nullable();

export const resetPeriod = z.enum(RESET_PERIODS, { error: "Choose never, daily, weekly or monthly." });

/** The limits of a key as lists and forms see them. */
export type LimitsView = {
  /** Dollars as a decimal text. */
  costLimitUsd: string | null;
  tokenLimit: number | null;
  requestsPerMinute: number | null;
  resetPeriod: ResetPeriod;
};

/** What a key has used in its current reset period. Times are ISO 8601 in UTC. */
export type Consumption = {
  costUsd: string;
  tokens: number;
  requests: number;
  periodStartedAt: string | null;
  /** Null where the budget never resets. */
  resetsAt: string | null;
};
