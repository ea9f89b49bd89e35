import { exactCount, exactUsd, shortCount, shownUsd } from "@/components/usage/figures";
import type { Consumption, LimitsView } from "@/lib/limits/schema";

export type MeterLevel = "calm" | "near" | "reached";

/** One budget and how much of it is used. */
export type Meter = {
  kind: "cost" | "tokens";
  /** Before "limit". */
  label: string;
  /** Of the limit; more than 1 where it was lowered since. */
  share: number;
  level: MeterLevel;
  used: string;
  limit: string;
  /** The same with every digit. */
  exact: string;
};

const NEAR = 0.8;

/** How close to its limit a budget is. */
export const levelOf = (share: number): MeterLevel =>
  share >= 1 ? "reached" : share >= NEAR ? "near" : "calm";

/** The budgets of a key, each with what its period has used of it. */
export function metersOf(limits: LimitsView, used: Pick<Consumption, "costUsd" | "tokens">): Meter[] {
  const meters: Meter[] = [];
  if (limits.costLimitUsd !== null) {
    const share = Number(used.costUsd) / Number(limits.costLimitUsd);
    meters.push({
      kind: "cost",
      label: "Cost",
      share,
      level: levelOf(share),
      used: shownUsd(used.costUsd),
      limit: limitUsd(limits.costLimitUsd),
      exact: `${exactUsd(used.costUsd)} of ${exactUsd(limits.costLimitUsd)}`,
    });
  }
  if (limits.tokenLimit !== null) {
    const share = used.tokens / limits.tokenLimit;
    meters.push({
      kind: "tokens",
      label: "Token",
      share,
      level: levelOf(share),
      used: shortCount(used.tokens),
      limit: shortCount(limits.tokenLimit),
      exact: `${exactCount(used.tokens)} of ${exactCount(limits.tokenLimit)}`,
    });
  }
  return meters;
}

/** Whether there is anything to show: a budget, or a call. */
export const hasConsumption = (limits: LimitsView, { requests, tokens }: Consumption): boolean =>
  limits.costLimitUsd !== null || limits.tokenLimit !== null || requests > 0 || tokens > 0;

/** A limit in round dollars needs no cents. */
const limitUsd = (usd: string) => shownUsd(usd).replace(/\.00$/, "");

/** A share in whole percent. Rounds down: what is not used up never reads "100%". */
export function percentOf(share: number): string {
  if (share > 0 && share < 0.01) return "<1%";
  return `${Math.floor(share * 100 + 1e-9)}%`;
}
