import type { LimitsView } from "../limits/schema";
import { parseUsd } from "../money";

/** Limits as the table stores them; what is left out stays out. */
export const limitColumns = ({
  costLimitUsd,
  tokenLimit,
  requestsPerMinute,
  resetPeriod,
}: Partial<LimitsView>) => ({
  costLimitNanoUsd: typeof costLimitUsd === "string" ? parseUsd(costLimitUsd) : costLimitUsd,
  tokenLimit: typeof tokenLimit === "number" ? BigInt(tokenLimit) : tokenLimit,
  requestsPerMinute,
  resetPeriod,
});
