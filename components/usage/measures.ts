import type { Figures, Latency } from "@/lib/usage/schema";
import { exactCount, exactUsd, shortCount, shortDuration, shortUsd, shownDuration } from "./figures";

/** One line or one colour of bars. */
export type Series<P> = {
  label: string;
  /** A design token, such as `--chart-1`. */
  color: string;
  dashed?: boolean;
  /** What is drawn; null leaves a gap. */
  value(point: P): number | null;
  /** What is said: every digit of it. */
  text(point: P): string;
};

/** Something that a chart can show over time. */
export type Measure<P> = {
  label: string;
  /** Bars stand on one another and add up; lines do not. */
  kind: "bars" | "lines";
  series: Series<P>[];
  /** All of a point's series together, where that says something. */
  total?(point: P): string;
  /** A value beside the axis. */
  tick(value: number): string;
  /** It comes in whole things only. */
  whole: boolean;
};

const counted = <P>(label: string, color: string, count: (point: P) => number): Series<P> => ({
  label,
  color,
  value: count,
  text: (point) => exactCount(count(point)),
});

const timed = <P>(label: string, color: string, dashed: boolean, ms: (point: P) => number | null) => ({
  label,
  color,
  dashed,
  value: ms,
  text: (point: P) => {
    const value = ms(point);
    return value === null ? "–" : shownDuration(value);
  },
});

export const REQUESTS: Measure<Figures> = {
  label: "Requests",
  kind: "bars",
  whole: true,
  tick: shortCount,
  total: (point) => exactCount(point.requests),
  series: [
    counted("Succeeded", "--chart-1", (point) => point.requests - point.errors - point.refused),
    counted("Refused", "--chart-3", (point) => point.refused),
    counted("Errors", "--chart-4", (point) => point.errors),
  ],
};

export const COST: Measure<Figures> = {
  label: "Cost",
  kind: "bars",
  whole: false,
  tick: shortUsd,
  series: [
    {
      label: "Cost",
      color: "--chart-1",
      value: (point) => Number(point.costUsd),
      text: (point) => exactUsd(point.costUsd),
    },
  ],
};

export const TOKENS: Measure<Figures> = {
  label: "Tokens",
  kind: "bars",
  whole: true,
  tick: shortCount,
  total: (point) => exactCount(point.inputTokens + point.outputTokens),
  series: [
    counted("Input", "--chart-1", (point) => point.inputTokens),
    counted("Output", "--chart-2", (point) => point.outputTokens),
  ],
};

export const LATENCY: Measure<Latency> = {
  label: "Latency",
  kind: "lines",
  whole: true,
  tick: shortDuration,
  series: [
    timed("Whole answer, p50", "--chart-1", false, (point) => point.p50Ms),
    timed("Whole answer, p95", "--chart-1", true, (point) => point.p95Ms),
    timed("First token, p50", "--chart-2", false, (point) => point.firstByteP50Ms),
    timed("First token, p95", "--chart-2", true, (point) => point.firstByteP95Ms),
  ],
};
