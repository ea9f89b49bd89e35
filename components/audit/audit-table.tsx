import { ScrollText } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AuditEventView, AuditFilters, AuditPage } from "@/lib/audit/schema";
import { type Change, changesOf } from "./changes";
import { pageAddress } from "./filters";
import { ACTOR_LABEL, inWords } from "./wording";

type Props = { page: AuditPage; path: string; filters: AuditFilters; isFirst: boolean };

/** A page of the log; what exactly changed opens within its row. */
export function AuditTable({ page: { events, nextCursor }, path, filters, isFirst }: Props) {
  if (events.length === 0) return <Nothing filtered={Object.keys(filters).length > 0} />;
  return (
    <>
      <Table aria-label="Audit log">
        <TableHeader>
          <TableRow>
            <TableHead>What</TableHead>
            <TableHead className="max-md:hidden">Who</TableHead>
            <TableHead className="max-lg:hidden">From</TableHead>
            <TableHead className="text-right">When</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {events.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </TableBody>
      </Table>
      <PageLinks
        newest={isFirst ? null : pageAddress(path, filters)}
        older={nextCursor && pageAddress(path, filters, nextCursor)}
      />
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) => (
  <EmptyState
    icon={<ScrollText />}
    title={filtered ? "Nothing matches" : "Nothing was changed yet"}
    text={
      filtered
        ? "No change fits these filters. Clear them to see the whole log."
        : "Every change to keys, credentials, endpoints, members and settings will be listed here."
    }
  />
);

function Event({ event }: { event: AuditEventView }) {
  const changes = changesOf(event);
  const title = (
    <>
      {inWords(event.action)} <span className="font-medium">{event.targetName}</span>
    </>
  );
  return (
    <TableRow className="align-top">
      <TableCell className="w-full max-w-0 min-w-48 break-words">
        {changes.length === 0 ? (
          title
        ) : (
          <details>
            <summary className="cursor-pointer rounded-sm">{title}</summary>
            <Changes changes={changes} />
          </details>
        )}
        <div className="mt-0.5 truncate text-muted text-xs">
          {event.projectName}
          <span className="md:hidden"> by {event.actorName}</span>
        </div>
      </TableCell>
      <TableCell className="max-w-48 truncate max-md:hidden" title={event.actorId ?? undefined}>
        {event.actorName}
        <div className="mt-0.5 truncate text-muted text-xs">
          {event.actorEmail ?? ACTOR_LABEL[event.actorKind]}
        </div>
      </TableCell>
      <TableCell className="font-mono text-xs max-lg:hidden">
        {event.address ?? <span className="text-faint">–</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        <RelativeTime value={event.at} />
      </TableCell>
    </TableRow>
  );
}

const Changes = ({ changes }: { changes: Change[] }) => (
  <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
    {changes.map(({ field, before, after }) => (
      <div key={field} className="contents">
        <dt className="text-muted">{field}</dt>
        <dd className="min-w-0 break-words">
          {before !== null && <del className="text-muted">{before}</del>}
          {before !== null && after !== null && <span aria-hidden="true"> → </span>}
          {after !== null && <ins className="no-underline">{after}</ins>}
        </dd>
      </div>
    ))}
  </dl>
);
