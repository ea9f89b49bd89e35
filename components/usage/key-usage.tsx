"use client";

import type { ReactNode } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import { cn } from "@/components/ui/cn";
import type { LimitsView } from "@/lib/limits/schema";
import type { CallerView, KeyOverview } from "@/lib/usage/schema";
import { callsAddress, figuresAddress } from "./addresses";
import { Callers } from "./callers";
import { ExportLink } from "./export-link";
import { KeyModels } from "./key-models";
import { KeyTiles } from "./key-tiles";
import { COST, REQUESTS, TOKENS } from "./measures";
import { OverTime } from "./over-time";
import { RangePicker } from "./range-picker";
import { RecentCalls } from "./recent-calls";
import { Standing } from "./standing";
import { StatusRanking } from "./status-ranking";
import { type FirstFigures, useFigures } from "./use-figures";
import { useRange } from "./use-range";

type Props = {
  projectId: string;
  keyId: string;
  limits: LimitsView;
  first: FirstFigures<KeyOverview>;
  /** What a key with a successor says of its callers. */
  rotated: (callers: CallerView[]) => ReactNode;
  /** What wants attention. */
  children: ReactNode;
};

const MEASURES = [REQUESTS, COST, TOKENS];

/** What stands against the key's limits now is read again when they change. */
export const limitsVersion = ({ costLimitUsd, tokenLimit, requestsPerMinute, resetPeriod }: LimitsView) =>
  [costLimitUsd, tokenLimit, requestsPerMinute, resetPeriod].join();

/** What one key's calls came to over a range, against its limits, and who makes them. Kept fresh. */
export function KeyUsage({ projectId, keyId, limits, first, rotated, children }: Props) {
  const { range, setRange } = useRange();
  const address = figuresAddress(projectId, keyId);
  const figures = useFigures({ address, range, version: limitsVersion(limits) }, first);
  const { data, error, isPlaceholderData } = figures;
  const busy = {
    "aria-busy": isPlaceholderData,
    className: cn(isPlaceholderData && "opacity-60 transition-opacity"),
  };
  return (
    <>
      <FormAlert message={error?.message} />
      <Standing standing={data.standing} />
      <div className="mt-8 empty:hidden">{rotated(data.callers)}</div>
      <div className="mt-8 empty:hidden">{children}</div>
      <section aria-labelledby="usage" className="mt-8">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="usage" className="font-semibold text-base">
            Usage
          </h2>
          <div className="flex flex-wrap items-center gap-2">
            <RangePicker range={range} onRange={setRange} />
            <ExportLink projectId={projectId} range={range} keyId={keyId} />
          </div>
        </div>
        <div {...busy}>
          <div className="grid gap-4">
            <KeyTiles {...data} />
            <OverTime measures={MEASURES} points={data.series} unit={data.range.unit} />
            <div className="grid gap-4 xl:grid-cols-2">
              <KeyModels models={data.models} />
              <StatusRanking statuses={data.statuses} />
            </div>
          </div>
        </div>
      </section>
      <Callers callers={data.callers} />
      <RecentCalls
        address={callsAddress(projectId, keyId)}
        first={first.data.calls}
        fetchedAtMs={first.fetchedAtMs}
      />
    </>
  );
}
