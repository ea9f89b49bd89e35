"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export type RankedRow = {
  id: string;
  name: ReactNode;
  /** Of the greatest, between 0 and 1. */
  share: number;
  /** One for each column. */
  cells: Cell[];
  /** A design token; the accent where none is named. */
  color?: string;
};
export type Cell = { shown: ReactNode; exact?: string };

export type RankingProps = {
  title: string;
  /** Over the names. */
  head: string;
  columns: string[];
  rows: RankedRow[];
  /** What to say without rows. */
  empty: string;
};

const AT_FIRST = 8;

/** Names with their figures, the greatest first, each with a bar that compares it. */
export function Ranking({ title, head, columns, rows, empty }: RankingProps) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, AT_FIRST);
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-lg border border-line bg-surface">
      <h3 className="px-4 pt-3 pb-1 font-medium text-sm">{title}</h3>
      {rows.length === 0 ? (
        <p className="px-4 pt-2 pb-5 text-muted text-sm">{empty}</p>
      ) : (
        <Table aria-label={title} wrapperClassName="rounded-none border-0 bg-transparent pb-1.5">
          <TableHeader className="border-0 bg-transparent">
            <TableRow>
              <TableHead className="h-6">{head}</TableHead>
              {columns.map((column, place) => (
                <TableHead key={column} className={cn("h-6 text-right", foldable(place, columns.length))}>
                  {column}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody className="divide-y-0">
            {shown.map((row) => (
              <RankedTableRow key={row.id} row={row} columns={columns} />
            ))}
          </TableBody>
        </Table>
      )}
      {rows.length > AT_FIRST && (
        <div className="px-2 pb-2">
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show all ${rows.length}`}
          </Button>
        </div>
      )}
    </section>
  );
}

/** On a phone the first and the last column stay. */
const foldable = (place: number, count: number) => place > 0 && place < count - 1 && "max-sm:hidden";

function RankedTableRow({ row, columns }: { row: RankedRow; columns: string[] }) {
  return (
    <TableRow>
      <TableCell className="h-9 w-full max-w-0 py-1">
        <div className="truncate">{row.name}</div>
        <div aria-hidden="true" className="mt-0.5 h-1 rounded-full bg-hover">
          <div
            className="h-full rounded-full"
            style={{ width: `${row.share * 100}%`, backgroundColor: `var(${row.color ?? "--chart-1"})` }}
          />
        </div>
      </TableCell>
      {columns.map((column, place) => (
        <TableCell
          key={column}
          title={row.cells[place]?.exact}
          className={cn("h-9 whitespace-nowrap py-1 text-right", foldable(place, columns.length))}
        >
          {row.cells[place]?.shown}
        </TableCell>
      ))}
    </TableRow>
  );
}
