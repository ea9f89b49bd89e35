import { clockMs } from "@/components/ui/clock";
import { exactUtc, relative } from "@/components/ui/instants";
import { exactCount, exactUsd } from "@/components/usage/figures";
import type { Consumption, LimitsView } from "@/lib/limits/schema";
import { type Meter, percentOf } from "./meters";

const LABELS = { cost: "Cost", tokens: "Tokens" };

type Row = [label: string, value: string, share?: string];
type Props = { meters: Meter[]; limits: LimitsView; used: Consumption };

/** Every figure of a key's consumption with all its digits: what a tooltip says. */
export function ConsumptionDetails({ meters, limits, used }: Props) {
  const rows: Row[] = meters.map(({ kind, exact, share }) => [LABELS[kind], exact, percentOf(share)]);
  if (limits.costLimitUsd === null) rows.unshift([LABELS.cost, exactUsd(used.costUsd)]);
  if (limits.tokenLimit === null) rows.push([LABELS.tokens, exactCount(used.tokens)]);
  rows.push(["Requests", exactCount(used.requests)]);
  if (limits.requestsPerMinute !== null)
    rows.push(["Rate", `at most ${exactCount(limits.requestsPerMinute)} in any 60 seconds`]);
  rows.push(...periodRows(used));
  return (
    <span className="grid grid-cols-[auto_auto_auto] gap-x-3 tabular-nums">
      {rows.map(([label, value, share]) => (
        <span key={label} className="contents">
          <span className="opacity-70">{label}</span>
          <span className={share ? undefined : "col-span-2"}>{value}</span>
          {share && <span className="text-right">{share}</span>}
        </span>
      ))}
    </span>
  );
}

/** Which span the figures cover, and when it ends. */
function periodRows({ periodStartedAt, resetsAt }: Consumption): Row[] {
  if (periodStartedAt === null || resetsAt === null) return [["Resets", "never"]];
  return [
    ["Since", exactUtc(periodStartedAt)],
    ["Resets", `${relative(resetsAt, clockMs())}, ${exactUtc(resetsAt)}`],
  ];
}
