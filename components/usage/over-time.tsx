"use client";

import { Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { RangeUnit } from "@/lib/usage/schema";
import { chartData } from "./chart-data";
import { ChartTable } from "./chart-table";
import { Legend } from "./legend";
import type { Measure } from "./measures";

/** The drawing library weighs more than the rest of the page: it comes after it. */
const TimeChart = dynamic(() => import("./time-chart"), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

type Props<P> = { measures: Measure<P>[]; points: (P & { startsAt: string })[]; unit: RangeUnit };

/** One measure of a range over time, as a chart and as a table. */
export function OverTime<P>({ measures, points, unit }: Props<P>) {
  const [label, setLabel] = useState(measures[0]!.label);
  const [asTable, setAsTable] = useState(false);
  const measure = measures.find((candidate) => candidate.label === label) ?? measures[0]!;
  const data = chartData(measure, points, unit);
  return (
    <section aria-label="Over time" className="rounded-lg border border-line bg-surface p-4">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label="Chart"
          options={measures.map(({ label }) => ({ value: label, label }))}
          value={label}
          onValueChange={setLabel}
        />
        <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
          <Legend data={data} />
          <Button
            size="icon"
            variant="ghost"
            aria-pressed={asTable}
            aria-label="Show as table"
            title="Show as table"
            className="aria-pressed:bg-hover aria-pressed:text-ink"
            onClick={() => setAsTable(!asTable)}
          >
            <Table2 aria-hidden />
          </Button>
        </div>
      </div>
      {!asTable && (
        <div className="relative h-64">
          <TimeChart data={data} name={`${data.label} over time`} />
          {data.empty && <NothingDrawn />}
        </div>
      )}
      <ChartTable data={data} visible={asTable} />
    </section>
  );
}

function NothingDrawn() {
  return (
    <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-muted text-sm">
      <span className="rounded-md bg-surface px-3 py-1">
        Nothing in this range. A longer one may hold some.
      </span>
    </p>
  );
}
