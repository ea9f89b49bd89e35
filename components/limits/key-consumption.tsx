"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { Tooltip } from "@/components/ui/tooltip";
import { shortCount, shownUsd } from "@/components/usage/figures";
import type { Consumption, LimitsView } from "@/lib/limits/schema";
import { ConsumptionDetails } from "./consumption-details";
import { LimitBar } from "./limit-bar";
import { hasConsumption, type Meter, metersOf } from "./meters";

type Props = { limits: LimitsView; used: Consumption };

/** What a key has used of its budgets; without any, what it has used. Every digit on hover. */
export function KeyConsumption({ limits, used }: Props) {
  const meters = metersOf(limits, used);
  const idle = !hasConsumption(limits, used);
  return (
    <div className="grid gap-1">
      <Tooltip
        className="max-w-96"
        content={<ConsumptionDetails meters={meters} limits={limits} used={used} />}
      >
        <div className="grid w-full gap-1.5">
          {meters.map((meter) => (
            <BudgetLine key={meter.kind} meter={meter} />
          ))}
          {meters.length === 0 && (
            <span className={idle ? "text-faint" : "whitespace-nowrap text-muted"}>
              {idle ? "Nothing yet" : `${shownUsd(used.costUsd)} · ${shortCount(used.tokens)} tokens`}
            </span>
          )}
        </div>
      </Tooltip>
      {used.resetsAt !== null && meters.some(({ level }) => level !== "calm") && (
        <span className="text-2xs text-muted">
          Resets <RelativeTime value={used.resetsAt} />
        </span>
      )}
    </div>
  );
}

const INKS = {
  calm: "text-ink",
  near: "font-medium text-warning-ink",
  reached: "font-medium text-danger-ink",
};

function BudgetLine({ meter }: { meter: Meter }) {
  return (
    <div>
      <div className="flex justify-between gap-2 whitespace-nowrap text-2xs" aria-hidden="true">
        <span className={INKS[meter.level]}>{meter.used}</span>
        <span className="text-muted">
          {meter.limit}
          {meter.kind === "tokens" && " tokens"}
        </span>
      </div>
      <LimitBar meter={meter} className="h-1" />
    </div>
  );
}
