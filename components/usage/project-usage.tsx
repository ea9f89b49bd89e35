"use client";

import type { ReactNode } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import { cn } from "@/components/ui/cn";
import type { Figures, Latency, ProjectOverview } from "@/lib/usage/schema";
import { figuresAddress } from "./addresses";
import { Breakdowns } from "./breakdowns";
import { ExportLink } from "./export-link";
import { COST, LATENCY, type Measure, REQUESTS, TOKENS } from "./measures";
import { OverTime } from "./over-time";
import { ProjectTiles } from "./project-tiles";
import { RangePicker } from "./range-picker";
import { type FirstFigures, useFigures } from "./use-figures";
import { useRange } from "./use-range";

type Props = {
  projectId: string;
  first: FirstFigures<ProjectOverview>;
  /** Whether any call was ever made with one of the project's keys. */
  started: boolean;
  /** What stands here until then. */
  quickStart: ReactNode;
  /** What wants attention, between the chart and the breakdowns. */
  children: ReactNode;
};

const MEASURES: Measure<Figures & Latency>[] = [REQUESTS, COST, TOKENS, LATENCY];

/** What the project's calls came to over a range, kept fresh. */
export function ProjectUsage({ projectId, first, started, quickStart, children }: Props) {
  const { range, setRange } = useRange();
  const address = figuresAddress(projectId);
  const figures = useFigures({ address, range, impatient: !started }, first);
  const { data, error, isPlaceholderData } = figures;
  if (!started && data.totals.requests === 0) return quickStart;
  return (
    <>
      <section aria-labelledby="usage" className="mt-8">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="usage" className="font-semibold text-base">
            Usage
          </h2>
          <div className="flex flex-wrap items-center gap-2">
            <RangePicker range={range} onRange={setRange} />
            <ExportLink projectId={projectId} range={range} />
          </div>
        </div>
        <FormAlert message={error?.message} />
        <div
          aria-busy={isPlaceholderData}
          className={cn("grid gap-4", isPlaceholderData && "opacity-60 transition-opacity")}
        >
          <ProjectTiles totals={data.totals} previous={data.previous} />
          <OverTime measures={MEASURES} points={data.series} unit={data.range.unit} />
        </div>
      </section>
      <div className="mt-8 grid gap-8 empty:hidden">{children}</div>
      <div aria-busy={isPlaceholderData}>
        <Breakdowns projectId={projectId} overview={data} />
      </div>
    </>
  );
}
