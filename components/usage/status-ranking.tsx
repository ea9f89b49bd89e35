import type { StatusFigures } from "@/lib/usage/schema";
import { exactCount, shownCount, shownShare } from "./figures";
import { Ranking } from "./ranking";
import { statusColor, statusMeaning } from "./statuses";

/** How the calls of a range ended. */
export function StatusRanking({ statuses }: { statuses: StatusFigures[] }) {
  const sorted = [...statuses].sort((a, b) => b.requests - a.requests);
  const all = sorted.reduce((sum, { requests }) => sum + requests, 0);
  const rows = sorted.map(({ status, requests }) => ({
    id: String(status),
    name: (
      <>
        <span className="font-medium">{status}</span>{" "}
        <span className="text-muted">{statusMeaning(status)}</span>
      </>
    ),
    share: requests / sorted[0]!.requests,
    color: statusColor(status),
    cells: [
      { shown: shownShare(requests / all), exact: `${exactCount(requests)} of ${exactCount(all)}` },
      { shown: shownCount(requests), exact: exactCount(requests) },
    ],
  }));
  return (
    <Ranking
      title="Statuses"
      head="Status"
      columns={["Share", "Requests"]}
      rows={rows}
      empty="No calls in this range."
    />
  );
}
