import type { RangeUnit } from "@/lib/usage/schema";
import type { Measure } from "./measures";
import { ticksTo } from "./ticks";

export type ChartRow = { startsAt: string; values: (number | null)[]; texts: string[]; total: string | null };

/** What a chart draws and what the table behind it says: one row for each point of the series. */
export type ChartData = {
  label: string;
  unit: RangeUnit;
  kind: "bars" | "lines";
  tick(value: number): string;
  /** The values beside the axis, the last one above everything. */
  ticks: number[];
  series: { label: string; color: string; dashed: boolean }[];
  rows: ChartRow[];
  /** Nothing happened in any of it. */
  empty: boolean;
};

export function chartData<P>(
  measure: Measure<P>,
  points: (P & { startsAt: string })[],
  unit: RangeUnit,
): ChartData {
  const { label, kind, tick, whole, series, total } = measure;
  const rows = points.map((point) => ({
    startsAt: point.startsAt,
    values: series.map(({ value }) => value(point)),
    texts: series.map(({ text }) => text(point)),
    total: total ? total(point) : null,
  }));
  return {
    label,
    unit,
    kind,
    tick,
    ticks: ticksTo(Math.max(...rows.map(kind === "bars" ? sum : greatest), 0), { whole }),
    series: series.map(({ label, color, dashed = false }) => ({ label, color, dashed })),
    rows,
    empty: rows.every(({ values }) => values.every((value) => !value)),
  };
}

const sum = ({ values }: Pick<ChartRow, "values">) =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);
const greatest = ({ values }: Pick<ChartRow, "values">) => Math.max(...values.map((value) => value ?? 0));
