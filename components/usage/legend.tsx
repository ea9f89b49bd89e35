import type { ChartData } from "./chart-data";
import { Swatch } from "./swatch";

/** What a chart's colours and strokes mean; nothing where there is one series only. */
export function Legend({ data }: { data: ChartData }) {
  if (data.series.length < 2) return null;
  return (
    <ul aria-label="Legend" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
      {data.series.map(({ label, color, dashed }) => (
        <li key={label} className="flex items-center gap-1.5">
          <Swatch color={color} dashed={dashed} line={data.kind === "lines"} />
          {label}
        </li>
      ))}
    </ul>
  );
}
