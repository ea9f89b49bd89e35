import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CallView } from "@/lib/usage/schema";
import { CallRow } from "./call-row";

/** Calls, one row for each. On a phone the time folds into the model, tokens and latency give way. */
export function CallsTable({ calls }: { calls: CallView[] }) {
  return (
    <Table aria-label="Recent calls">
      <TableHeader>
        <TableRow>
          <TableHead className="max-sm:hidden">Time</TableHead>
          <TableHead>Status</TableHead>
          <TableHead>Model</TableHead>
          <TableHead className="text-right max-sm:hidden">Tokens</TableHead>
          <TableHead className="text-right">Cost</TableHead>
          <TableHead className="text-right max-sm:hidden">Latency</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </TableBody>
    </Table>
  );
}
