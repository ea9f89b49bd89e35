import { PageLinks } from "@/components/ui/page-links";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { exactUsd } from "@/components/usage/figures";
import type { CreditEntryPage, CreditEntryView } from "@/lib/organizations/schema";

export type CreditEntriesProps = { page: CreditEntryPage; isFirst: boolean };

/** Who added or took away how much, and when. What calls cost is not among it. */
export function CreditEntries({ page: { entries, nextCursor }, isFirst }: CreditEntriesProps) {
  if (entries.length === 0 && isFirst) return null;
  return (
    <div className="flex flex-col items-start gap-3">
      <Table aria-label="Credit entries" wrapperClassName="w-full">
        <TableHeader>
          <TableRow>
            <TableHead className="text-right">Amount</TableHead>
            <TableHead>Note</TableHead>
            <TableHead>When</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </TableBody>
      </Table>
      <PageLinks newest={isFirst ? null : "?"} older={nextCursor && `?before=${nextCursor}`} />
    </div>
  );
}

function Entry({ entry: { amountUsd, note, createdAt, createdByName } }: { entry: CreditEntryView }) {
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap text-right font-medium">
        {amountUsd.startsWith("-") ? exactUsd(amountUsd) : `+${exactUsd(amountUsd)}`}
      </TableCell>
      <TableCell className="w-full min-w-32 max-w-0 truncate" title={note}>
        {note || <span className="text-faint">No note</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <RelativeTime value={createdAt} />
        <div className="max-w-36 truncate text-muted text-xs">by {createdByName}</div>
      </TableCell>
    </TableRow>
  );
}
