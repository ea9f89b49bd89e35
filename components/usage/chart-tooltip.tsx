import type { ChartData, ChartRow } from "./chart-data";
import { fullLabel } from "./range";
import { Swatch } from "./swatch";

/** One point of a chart in words. */
export function ChartTooltip({ data, row }: { data: ChartData; row: ChartRow }) {
  return (
    <div className="min-w-40 rounded-md border border-line bg-surface px-3 py-2 text-xs shadow-float">
      <p className="mb-1.5 whitespace-nowrap text-muted">{fullLabel(row.startsAt, data.unit)}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-6 gap-y-1">
        {data.series.map((series, place) => (
          <div key={series.label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="flex items-center gap-2 whitespace-nowrap text-muted">
              <Swatch color={series.color} dashed={series.dashed} line={data.kind === "lines"} />
              {series.label}
            </dt>
            <dd className="text-right font-medium text-ink">{row.texts[place]}</dd>
          </div>
        ))}
        {row.total !== null && (
          <div className="col-span-2 grid grid-cols-subgrid border-line border-t pt-1">
            <dt className="text-muted">Total</dt>
            <dd className="text-right font-medium text-ink">{row.total}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
