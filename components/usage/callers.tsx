import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CallerView } from "@/lib/usage/schema";
import { exactCount, shownCount } from "./figures";

/** From where and by which clients a key was ever used. */
export function Callers({ callers }: { callers: CallerView[] }) {
  if (callers.length === 0) return null;
  return (
    <section aria-labelledby="callers" className="mt-8">
      <h2 id="callers" className="mb-3 font-semibold text-base">
        Callers
      </h2>
      <Table aria-labelledby="callers">
        <TableHeader>
          <TableRow>
            <TableHead>Address</TableHead>
            <TableHead className="max-md:hidden">Client</TableHead>
            <TableHead className="max-sm:hidden">First seen</TableHead>
            <TableHead>Last seen</TableHead>
            <TableHead className="text-right">Requests</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {callers.map((caller) => (
            <CallerRow key={`${caller.address} ${caller.userAgent}`} caller={caller} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function CallerRow({ caller }: { caller: CallerView }) {
  const client = caller.userAgent ?? "Unnamed";
  return (
    <TableRow>
      <TableCell className="max-md:w-full max-md:max-w-0">
        <span className="font-mono text-xs">{caller.address ?? "Unknown"}</span>
        <div className="truncate text-muted text-xs md:hidden">{client}</div>
      </TableCell>
      <TableCell className="w-full max-w-0 truncate max-md:hidden" title={client}>
        {client}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <RelativeTime value={caller.firstSeenAt} />
      </TableCell>
      <TableCell>
        <RelativeTime value={caller.lastSeenAt} />
      </TableCell>
      <TableCell className="text-right" title={exactCount(caller.requests)}>
        {shownCount(caller.requests)}
      </TableCell>
    </TableRow>
  );
}
