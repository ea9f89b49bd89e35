import Link from "next/link";
import type { KeyFigures } from "@/lib/usage/schema";
import { keyAddress } from "./addresses";
import { FIGURE_COLUMNS, type RankBy, rankedFigures } from "./ranked-figures";
import { Ranking } from "./ranking";

type Props = { projectId: string; keys: KeyFigures[]; by: RankBy };

/** The ten keys that cost or called the most. */
export function KeyRanking({ projectId, keys, by }: Props) {
  const rows = rankedFigures(keys, by, ({ id, note, displaySecret, deleted }) => ({
    id,
    name: (
      <>
        <Link
          href={keyAddress(projectId, id)}
          className="underline-offset-4 hover:underline"
          title={displaySecret}
        >
          {note}
        </Link>
        {deleted && <span className="text-faint"> (deleted)</span>}
      </>
    ),
  }));
  return (
    <Ranking
      title="API keys"
      head="Key"
      columns={FIGURE_COLUMNS}
      rows={rows}
      empty="No key was used in this range."
    />
  );
}
