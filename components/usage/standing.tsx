import type { ReactNode } from "react";
import { LimitBar } from "@/components/limits/limit-bar";
import { levelOf, type Meter } from "@/components/limits/meters";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Standing as StandingView } from "@/lib/usage/schema";
import { exactCount, exactUsd, shownCount, shownUsd } from "./figures";

type Bar = Pick<Meter, "label" | "share" | "level" | "exact">;

/** What a key has used of each limit, and when that starts anew. */
export function Standing({ standing }: { standing: StandingView }) {
  const { cost, tokens, requests } = standing;
  return (
    <section aria-labelledby="limits" className="mt-8">
      <h2 id="limits" className="mb-3 font-semibold text-base">
        Limits
      </h2>
      <div className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
        <LimitTile
          name="Cost limit"
          used={shownUsd(cost.usedUsd)}
          limit={cost.limitUsd && shownUsd(cost.limitUsd).replace(/\.00$/, "")}
          bar={
            cost.limitUsd !== null &&
            bar(
              "Cost",
              Number(cost.usedUsd) / Number(cost.limitUsd),
              exactUsd(cost.usedUsd),
              exactUsd(cost.limitUsd),
            )
          }
        >
          <Reset standing={standing} />
        </LimitTile>
        <LimitTile
          name="Token limit"
          used={shownCount(tokens.used)}
          limit={tokens.limit === null ? null : shownCount(tokens.limit)}
          bar={
            tokens.limit !== null &&
            bar("Token", tokens.used / tokens.limit, exactCount(tokens.used), exactCount(tokens.limit))
          }
        >
          <Reset standing={standing} />
        </LimitTile>
        <LimitTile
          name="Requests per minute"
          used={shownCount(requests.lastMinute)}
          limit={requests.limitPerMinute === null ? null : shownCount(requests.limitPerMinute)}
          bar={
            requests.limitPerMinute !== null &&
            bar(
              "Request",
              requests.lastMinute / requests.limitPerMinute,
              exactCount(requests.lastMinute),
              exactCount(requests.limitPerMinute),
            )
          }
        >
          In the last 60 seconds
        </LimitTile>
      </div>
    </section>
  );
}

const bar = (label: string, share: number, used: string, limit: string): Bar => ({
  label,
  share,
  level: levelOf(share),
  exact: `${used} of ${limit}`,
});

type TileProps = { name: string; used: string; limit: string | null; bar: Bar | false; children: ReactNode };

function LimitTile({ name, used, limit, bar, children }: TileProps) {
  return (
    <fieldset aria-label={name} className="min-w-0 bg-surface px-4 py-3.5">
      <h3 className="truncate text-muted text-xs">{name}</h3>
      <p className="mt-1 truncate" title={bar ? bar.exact : undefined}>
        <span className="font-semibold text-ink text-xl tracking-tight">{used}</span>{" "}
        <span className="text-muted text-sm">{limit === null ? "no limit" : `of ${limit}`}</span>
      </p>
      {bar ? <LimitBar meter={bar} className="mt-2" /> : <div className="mt-2 h-1.5" />}
      <p className="mt-2 text-muted text-xs">{children}</p>
    </fieldset>
  );
}

const PERIODS = { never: "", daily: "Daily", weekly: "Weekly", monthly: "Monthly" };

function Reset({ standing: { resetPeriod, resetsAt } }: { standing: StandingView }) {
  if (resetsAt === null) return "Since the key was created; never resets";
  return (
    <>
      {PERIODS[resetPeriod]}, resets <RelativeTime value={resetsAt} />
    </>
  );
}
