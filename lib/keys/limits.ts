import { DomainError } from "../errors";
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

/** A key of another system has the rights that it had there, which nobody here knows. Throws `conflict` for any limit. */
export function refuseLimits({ costLimitUsd, tokenLimit, requestsPerMinute }: Partial<LimitsView>): void {
  if (costLimitUsd == null && tokenLimit == null && requestsPerMinute == null) return;
  throw new DomainError(
    "conflict",
    "A legacy key carries no limits. Replace it with a standard key that does.",
  );
}
