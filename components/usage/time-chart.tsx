"use client";

import { Bar, BarChart, BarStack, CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartData, ChartRow } from "./chart-data";
import { ChartTooltip } from "./chart-tooltip";
import { shortLabel } from "./range";

const AXIS = { fontSize: 11, fill: "var(--faint)" };
/** Beyond so many points their marks would run together. */
const MAX_MARKS = 40;

/** The drawing itself. Heavy: loaded when a page with figures is open. Arrow keys walk its points. */
export default function TimeChart({ data, name }: { data: ChartData; name: string }) {
  const { rows, series, unit, kind, tick, ticks } = data;
  const Chart = kind === "bars" ? BarChart : LineChart;
  return (
    <Chart
      responsive
      data={rows}
      aria-label={name}
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      style={{ width: "100%", height: "100%" }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="startsAt"
        tickFormatter={(startsAt: string) => shortLabel(startsAt, unit)}
        tick={AXIS}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickMargin={8}
        minTickGap={28}
        // Lines begin at the edge, bars need room for half of one.
        padding={kind === "lines" ? { left: 12, right: 12 } : undefined}
      />
      <YAxis
        width="auto"
        tickFormatter={tick}
        tick={AXIS}
        tickLine={false}
        axisLine={false}
        ticks={ticks}
        domain={[0, ticks.at(-1)!]}
      />
      <Tooltip
        cursor={kind === "bars" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }}
        isAnimationActive={false}
        content={({ active, payload }) =>
          active && payload[0] ? <ChartTooltip data={data} row={payload[0].payload as ChartRow} /> : null
        }
      />
      {kind === "bars" ? bars(series) : lines(series, rows.length <= MAX_MARKS)}
    </Chart>
  );
}

const bars = (series: ChartData["series"]) => (
  <BarStack radius={[2, 2, 0, 0]}>
    {series.map(({ label, color }, place) => (
      <Bar
        key={label}
        name={label}
        dataKey={(row: ChartRow) => row.values[place]}
        fill={`var(${color})`}
        // A hairline between two parts, for eyes that tell no colours apart.
        stroke="var(--surface)"
        strokeWidth={series.length > 1 ? 0.5 : 0}
        maxBarSize={56}
        isAnimationActive={false}
      />
    ))}
  </BarStack>
);

const lines = (series: ChartData["series"], marked: boolean) =>
  series.map(({ label, color, dashed }, place) => (
    <Line
      key={label}
      name={label}
      type="monotone"
      dataKey={(row: ChartRow) => row.values[place] ?? null}
      stroke={`var(${color})`}
      strokeWidth={1.75}
      strokeDasharray={dashed ? "4 3" : undefined}
      dot={marked && { r: 1.75, strokeWidth: 0, fill: `var(${color})` }}
      activeDot={{ r: 3.5, stroke: "var(--surface)", strokeWidth: 1.5 }}
      isAnimationActive={false}
    />
  ));
