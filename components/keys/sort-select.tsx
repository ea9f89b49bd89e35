"use client";

import { Select } from "@/components/ui/select";
import type { KeySort } from "@/lib/keys/schema";
import { type KeyFilters, naturalDirection } from "./filters";

const ORDERS: Record<KeySort, string> = {
  createdAt: "Newest first",
  note: "By note",
  lastUsedAt: "Last used first",
  expiresAt: "Expiring first",
};

type Props = { filters: KeyFilters; onFilters: (filters: KeyFilters) => void };

/** The order of the list where there is no room for the columns that sort it. */
export function SortSelect({ filters, onFilters }: Props) {
  return (
    <Select
      aria-label="Order"
      wrapperClassName="w-auto md:hidden"
      value={filters.sort}
      onChange={(event) => {
        const sort = event.target.value as KeySort;
        onFilters({ ...filters, sort, direction: naturalDirection(sort) });
      }}
    >
      {Object.entries(ORDERS).map(([sort, label]) => (
        <option key={sort} value={sort}>
          {label}
        </option>
      ))}
    </Select>
  );
}
