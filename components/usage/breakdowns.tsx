"use client";

import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { ProjectOverview } from "@/lib/usage/schema";
import { KeyRanking } from "./key-ranking";
import { FIGURE_COLUMNS, type RankBy, rankedFigures } from "./ranked-figures";
import { Ranking } from "./ranking";
import { StatusRanking } from "./status-ranking";

type Props = { projectId: string; overview: ProjectOverview };

const EMPTY = "No calls in this range.";

/** Who and what a range's figures were made by. */
export function Breakdowns({ projectId, overview }: Props) {
  const [by, setBy] = useState<RankBy>("cost");
  const { models, providers, statuses, topKeysByCost, topKeysByRequests } = overview;
  return (
    <section aria-labelledby="breakdown" className="mt-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="breakdown" className="font-semibold text-base">
          Breakdown
        </h2>
        <Segmented<RankBy>
          label="Rank by"
          options={[
            { value: "cost", label: "By cost" },
            { value: "requests", label: "By requests" },
          ]}
          value={by}
          onValueChange={setBy}
        />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <KeyRanking projectId={projectId} keys={by === "cost" ? topKeysByCost : topKeysByRequests} by={by} />
        <Ranking
          title="Models"
          head="Model"
          columns={FIGURE_COLUMNS}
          rows={rankedFigures(models, by, ({ provider, model }) => ({
            id: `${provider}/${model}`,
            name: (
              <>
                {model ?? "None named"}{" "}
                <span className="text-faint text-xs">{provider ?? "not sent on"}</span>
              </>
            ),
          }))}
          empty={EMPTY}
        />
        <Ranking
          title="Providers"
          head="Provider"
          columns={FIGURE_COLUMNS}
          rows={rankedFigures(providers, by, ({ provider }) => ({
            id: `${provider}`,
            name: provider ?? "None reached",
          }))}
          empty={EMPTY}
        />
        <StatusRanking statuses={statuses} />
      </div>
    </section>
  );
}
