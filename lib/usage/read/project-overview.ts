import { authorise } from "../../access";
import type { Context } from "../../context";
import { parse } from "../../parse";
import { overviewInput, type ProjectOverview, type ProviderFigures, type UsageRange } from "../schema";
import { byCost, NOTHING, plus, type Sums, toFigures } from "./figures";
import { projectLatency, toLatency, totalLatency } from "./project-latency";
import { type ProjectSums, projectSums, projectTotals } from "./project-sums";
import { pointsOf, resolveRange, toRangeView } from "./range";
import { topKeys } from "./top-keys";

/** What a project used over a range, compared with the same span before it. */
export async function projectOverview(
  ctx: Context,
  input: { range: UsageRange },
  nowMs = Date.now(),
): Promise<ProjectOverview> {
  authorise(ctx, "usage:read");
  const range = resolveRange(parse(overviewInput, input).range, nowMs);
  const [sums, latency, before, latencyBefore, topKeysByCost, topKeysByRequests] = await Promise.all([
    projectSums(ctx, range),
    projectLatency(ctx, range),
    projectTotals(ctx, range.previous),
    totalLatency(ctx, range.previous),
    topKeys(ctx, range, "cost", nowMs),
    topKeys(ctx, range, "requests", nowMs),
  ]);
  return {
    range: toRangeView(range),
    totals: { ...toFigures([...sums.points.values()].reduce(plus, NOTHING)), ...toLatency(latency.all) },
    previous: { ...toFigures(before), ...toLatency(latencyBefore) },
    series: pointsOf(range).map((atMs) => ({
      startsAt: new Date(atMs).toISOString(),
      ...toFigures(sums.points.get(atMs) ?? NOTHING),
      ...toLatency(latency.points.get(atMs)),
    })),
    models: modelsOf(sums),
    providers: providersOf(sums),
    statuses: sums.statuses.sort((a, b) => a.status - b.status),
    topKeysByCost,
    topKeysByRequests,
  };
}

const modelsOf = ({ models }: ProjectSums) =>
  models
    .sort((a, b) => byCost(a.sums, b.sums))
    .map(({ provider, model, sums }) => ({
      provider: provider || null,
      model: model || null,
      ...toFigures(sums),
    }));

function providersOf({ models }: ProjectSums): ProviderFigures[] {
  const byProvider = new Map<string, Sums>();
  for (const { provider, sums } of models)
    byProvider.set(provider, plus(byProvider.get(provider) ?? NOTHING, sums));
  return [...byProvider]
    .sort(([, a], [, b]) => byCost(a, b))
    .map(([provider, sums]) => ({ provider: provider || null, ...toFigures(sums) }));
}
