import type { ProjectOverview } from "@/lib/usage/schema";
import { Change } from "./change";
import { CostTile, ErrorsTile, RequestsTile, TokensTile } from "./figure-tiles";
import { shownDuration } from "./figures";
import { Tile, Tiles } from "./tile";

type Props = Pick<ProjectOverview, "totals" | "previous">;

/** What a range came to, and how that compares with as long before. */
export function ProjectTiles({ totals, previous }: Props) {
  return (
    <Tiles>
      <RequestsTile totals={totals} previous={previous} />
      <CostTile totals={totals} previous={previous} />
      <TokensTile totals={totals} previous={previous} />
      <ErrorsTile totals={totals} previous={previous} />
      <WaitTile name="Latency" p50={totals.p50Ms} p95={totals.p95Ms} before={previous.p50Ms} />
      <WaitTile
        name="Time to first token"
        p50={totals.firstByteP50Ms}
        p95={totals.firstByteP95Ms}
        before={previous.firstByteP50Ms}
      />
    </Tiles>
  );
}

type WaitProps = { name: string; p50: number | null; p95: number | null; before: number | null };

/** How long half of the calls took at most, and how long all but a twentieth. */
function WaitTile({ name, p50, p95, before }: WaitProps) {
  return (
    <Tile
      name={name}
      change={<Change now={p50} before={before} moreIsWorse />}
      exact="Half of the calls took at most so long"
      detail={<span title="95 of 100 calls took at most so long">p95 {wait(p95)}</span>}
    >
      {wait(p50)} <span className="font-normal text-muted text-xs tracking-normal">p50</span>
    </Tile>
  );
}

const wait = (ms: number | null) => (ms === null ? "–" : shownDuration(ms));
