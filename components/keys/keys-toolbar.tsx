"use client";

import { Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { type KeyFilters, parseFilters, STATUSES } from "./filters";
import { SortSelect } from "./sort-select";
import { statusLabel } from "./status-badge";

const DEBOUNCE_MS = 250;

type Props = {
  filters: KeyFilters;
  onFilters: (filters: KeyFilters) => void;
  searchRef: RefObject<HTMLInputElement | null>;
};

/** Search and status filter. */
export function KeysToolbar({ filters, onFilters, searchRef }: Props) {
  const [draft, setDraft] = useState(filters.search);
  const emitted = useRef(filters.search);
  useEffect(() => {
    if (draft === filters.search) return;
    const timer = setTimeout(() => {
      emitted.current = draft;
      onFilters({ ...filters, search: draft });
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [draft, filters, onFilters]);
  // The address changed by other means (a link, "Clear filters"): the field follows it.
  useEffect(() => {
    if (filters.search === emitted.current) return;
    emitted.current = filters.search;
    setDraft(filters.search);
  }, [filters.search]);

  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-80">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        />
        <Input
          ref={searchRef}
          type="search"
          aria-label="Search keys"
          placeholder="Search by note, gk_…4f2a or key ID"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          className="pr-8 pl-8"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
        <Kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden">/</Kbd>
      </div>
      <Select
        aria-label="Status"
        wrapperClassName="w-auto"
        value={filters.status ?? ""}
        onChange={(event) =>
          onFilters({
            ...filters,
            status: parseFilters(new URLSearchParams({ status: event.target.value })).status,
          })
        }
      >
        <option value="">All statuses</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {statusLabel(status)}
          </option>
        ))}
      </Select>
      <SortSelect filters={filters} onFilters={onFilters} />
    </search>
  );
}
