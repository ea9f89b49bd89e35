"use client";

import { SortableHead, Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { KeySort, ReadKey } from "@/lib/keys/schema";
import type { KeyFilters } from "./filters";
import type { KeyDialog } from "./key-dialog";
import { KeyRow } from "./key-row";
import { useKeysScope } from "./keys-context";

type Props = {
  keys: ReadKey[];
  nowMs: number;
  filters: KeyFilters;
  onSort: (sort: KeySort) => void;
  onOpen: (dialog: KeyDialog, key: ReadKey) => void;
};

/** The keys of a page, with the columns that can sort them. */
export function KeysTable({ keys, nowMs, filters, onSort, onOpen }: Props) {
  const { canWrite } = useKeysScope();
  const sortable = (sort: KeySort) => ({
    direction: filters.sort === sort ? filters.direction : null,
    onSort: () => onSort(sort),
  });
  return (
    <Table aria-label="API keys">
      <TableHeader>
        <TableRow>
          <SortableHead {...sortable("note")}>Note</SortableHead>
          <TableHead className="max-md:hidden">Status</TableHead>
          <TableHead className="max-md:hidden">Usage</TableHead>
          <SortableHead className="max-xl:hidden" {...sortable("createdAt")}>
            Created
          </SortableHead>
          <SortableHead className="max-md:hidden" {...sortable("lastUsedAt")}>
            Last used
          </SortableHead>
          <SortableHead className="max-md:hidden" {...sortable("expiresAt")}>
            Expires
          </SortableHead>
          {canWrite && <TableHead>Enabled</TableHead>}
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} nowMs={nowMs} onOpen={(dialog) => onOpen(dialog, key)} />
        ))}
      </TableBody>
    </Table>
  );
}
