import type { ReactNode } from "react";
import type { Figures } from "@/lib/usage/schema";
import { exactCount, exactUsd, shortCount, shownCount, shownUsd } from "./figures";
import type { Cell, RankedRow } from "./ranking";

export type RankBy = "cost" | "requests";

/** What every breakdown says of a name. */
export const FIGURE_COLUMNS = ["Requests", "Errors", "Tokens", "Cost"];

type Sums = Pick<Figures, "requests" | "errors" | "inputTokens" | "outputTokens" | "costUsd" | "unpriced">;

/** Rows in the order that was asked for. */
export function rankedFigures<F extends Sums>(
  figures: F[],
  by: RankBy,
  named: (figures: F) => { id: string; name: ReactNode },
): RankedRow[] {
  // Where nothing cost anything, the calls tell more.
  const free = figures.every(({ costUsd }) => Number(costUsd) === 0);
  const weight = (of: F) => (by === "cost" && !free ? Number(of.costUsd) : of.requests);
  const sorted = [...figures].sort((a, b) => weight(b) - weight(a) || b.requests - a.requests);
  const most = sorted[0] ? weight(sorted[0]) : 0;
  return sorted.map((row) => ({
    ...named(row),
    share: most === 0 ? 0 : weight(row) / most,
    cells: cellsOf(row),
  }));
}

function cellsOf(row: Sums): Cell[] {
  const tokens = row.inputTokens + row.outputTokens;
  return [
    { shown: shownCount(row.requests), exact: exactCount(row.requests) },
    { shown: shownCount(row.errors), exact: exactCount(row.errors) },
    { shown: shortCount(tokens), exact: exactCount(tokens) },
    costCell(row),
  ];
}

/** What has no price is said beside what the rest cost, and instead of nothing. */
function costCell({ costUsd, unpriced }: Sums): Cell {
  if (unpriced === 0) return { shown: shownUsd(costUsd), exact: exactUsd(costUsd) };
  const without = `${exactCount(unpriced)} ${unpriced === 1 ? "call" : "calls"} without a price`;
  const amount = Number(costUsd) === 0 ? "No price" : `${shownUsd(costUsd)} +`;
  return {
    shown: (
      <span className="text-warning-ink">
        {amount}
        <span className="sr-only">, {without}</span>
      </span>
    ),
    exact: `${exactUsd(costUsd)}, and ${without}`,
  };
}
