import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyOverview } from "@/lib/usage/schema";
import { CostTile, ErrorsTile, RequestsTile, TokensTile } from "./figure-tiles";
import { Tile, Tiles } from "./tile";

type Props = Pick<KeyOverview, "totals" | "previous" | "firstUsedAt" | "lastUsedAt">;

/** What a key's calls of a range came to, and since when it is used at all. */
export function KeyTiles({ totals, previous, firstUsedAt, lastUsedAt }: Props) {
  return (
    <Tiles>
      <RequestsTile totals={totals} previous={previous} />
      <CostTile totals={totals} previous={previous} />
      <TokensTile totals={totals} previous={previous} />
      <ErrorsTile totals={totals} previous={previous} />
      <Tile name="First used">{firstUsedAt ? <RelativeTime value={firstUsedAt} /> : "Never"}</Tile>
      <Tile name="Last used">{lastUsedAt ? <RelativeTime value={lastUsedAt} /> : "Never"}</Tile>
    </Tiles>
  );
}
