import type { KeyModelFigures } from "@/lib/usage/schema";
import { FIGURE_COLUMNS, rankedFigures } from "./ranked-figures";
import { Ranking } from "./ranking";

/** The models that a key called in a range, the dearest first. */
export function KeyModels({ models }: { models: KeyModelFigures[] }) {
  const rows = rankedFigures(models, "cost", ({ model }) => ({
    id: `${model}`,
    name: model ?? "None named",
  }));
  return (
    <Ranking
      title="Models"
      head="Model"
      columns={FIGURE_COLUMNS}
      rows={rows}
      empty="No calls in this range."
    />
  );
}
