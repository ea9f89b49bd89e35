import { clockMs } from "@/components/ui/clock";
import { exactUtc, relative } from "@/components/ui/instants";
import { exactCount, exactUsd } from "@/components/usage/figures";
import type { Consumption, LimitsView } from "@/lib/limits/schema";
import { type Meter, percentOf } from "./meters";

type Props = { meters: Meter[]; limits: LimitsView; used: Consumption };

/** Every figure of a key's consumption with all its digits: what a tooltip says. */
export function ConsumptionDetails({ meters, limits, used }: Props) {
  const rows: [label: string, value: string, share?: string][] = meters.map((meter) => [
    meter.label,
    meter.exact,
    percentOf(meter.share),
  ]);
  if (limits.costLimitUsd === null) rows.unshift(["Cost", exactUsd(used.costUsd)]);
  if (limits.tokenLimit === null) rows.push(["Tokens", exactCount(used.tokens)]);
  rows.push(["Requests", exactCount(used.requests)]);
  if (limits.requestsPerMinute !== null)
    rows.push(["Rate", `at most ${exactCount(limits.requestsPerMinute)} in any 60 seconds`]);
  return (
    <>
      <span className="grid grid-cols-[auto_auto_auto] gap-x-2.5 tabular-nums">
        {rows.map(([label, value, share]) => (
          <span key={label} className="contents">
            <span className="opacity-70">{label}</span>
            <span className={share ? undefined : "col-span-2"}>{value}</span>
            {share && <span className="text-right">{share}</span>}
          </span>
        ))}
      </span>
      <span className="mt-1 block opacity-70">{periodText(used)}</span>
    </>
  );
}

/** Which span the figures cover, and when it ends. */
function periodText({ periodStartedAt, resetsAt }: Consumption): string {
  if (resetsAt === null) return "Since the key was made; never reset";
  const since = periodStartedAt === null ? "" : `Since ${exactUtc(periodStartedAt)}. `;
  return `${since}Resets ${relative(resetsAt, clockMs())}: ${exactUtc(resetsAt)}`;
}
