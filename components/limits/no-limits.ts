import type { LimitsView } from "@/lib/limits/schema";

/** What a form for a new key begins with. */
export const NO_LIMITS: LimitsView = {
  costLimitUsd: null,
  tokenLimit: null,
  requestsPerMinute: null,
  resetPeriod: "never",
};
