import { authorise } from "../../access";
import type { Context } from "../../context";
import { parse } from "../../parse";
import { type KeyOverview, keyOverviewInput, type UsageRange } from "../schema";
import { callersOf } from "./callers";
import { NOTHING, plus, toFigures } from "./figures";
import { keyBreakdown, keyPoints, keyTotals } from "./key-sums";
import { pointsOf, resolveRange, toRangeView } from "./range";
import { recentCalls } from "./recent-calls";
import { ownKey, standingOf } from "./standing";

/** What one key used: against its limits, over a range, by whom, and its latest calls. */
export async function keyOverview(
  ctx: Context,
  input: { id: string; range: UsageRange },
  nowMs = Date.now(),
): Promise<KeyOverview> {
  authorise(ctx, "usage:read");
  const parsed = parse(keyOverviewInput, input);
  const range = resolveRange(parsed.range, nowMs);
  const key = await ownKey(ctx, parsed.id);
  const [standing, points, before, breakdown, callers, calls] = await Promise.all([
    standingOf(key, new Date(nowMs)),
    keyPoints(key.id, range),
    keyTotals(key.id, range.previous),
    keyBreakdown(key.id, range),
    callersOf(key.id),
    recentCalls(ctx, { keyId: key.id }),
  ]);
  return {
    range: toRangeView(range),
    standing,
    totals: toFigures([...points.values()].reduce(plus, NOTHING)),
    previous: toFigures(before),
    series: pointsOf(range).map((atMs) => ({
      startsAt: new Date(atMs).toISOString(),
      ...toFigures(points.get(atMs) ?? NOTHING),
    })),
    ...breakdown,
    ...callers,
    calls,
  };
}
