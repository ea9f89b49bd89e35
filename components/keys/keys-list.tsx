"use client";

import type { RefObject } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import type { ReadKey } from "@/lib/keys/schema";
import { NoKeys, NoMatch } from "./empty-keys";
import { filtersQuery, isFiltered, sortedBy } from "./filters";
import type { KeyDialog } from "./key-dialog";
import { KeysPagination } from "./keys-pagination";
import { KeysTable } from "./keys-table";
import { KeysToolbar } from "./keys-toolbar";
import { useKeyFilters } from "./use-key-filters";
import { type FirstPage, useKeys } from "./use-keys";
import { usePaging } from "./use-paging";

type Props = {
  first: FirstPage;
  searchRef: RefObject<HTMLInputElement | null>;
  onCreate: () => void;
  onOpen: (dialog: KeyDialog, key: ReadKey) => void;
};

/** Search, table and pages of keys. */
export function KeysList({ first, searchRef, onCreate, onOpen }: Props) {
  const { filters, setFilters } = useKeyFilters();
  const paging = usePaging(filtersQuery(filters));
  const { data, error, dataUpdatedAt, isPlaceholderData } = useKeys(filters, paging.cursor, first);
  const page = data ?? first.page;
  // The last key of a later page is gone: the page before is the last one now.
  if (data?.keys.length === 0 && !isPlaceholderData && paging.index > 0) paging.previous();
  const isEmpty = page.keys.length === 0 && paging.index === 0;
  if (isEmpty && !isFiltered(filters) && !isPlaceholderData) return <NoKeys onCreate={onCreate} />;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <KeysToolbar filters={filters} onFilters={setFilters} searchRef={searchRef} />
      <FormAlert message={error?.message} />
      {isEmpty ? (
        <NoMatch onClear={() => setFilters({ ...filters, search: "", status: null })} />
      ) : (
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-60 transition-opacity" : undefined}
        >
          <KeysTable
            keys={page.keys}
            nowMs={dataUpdatedAt || first.fetchedAtMs}
            filters={filters}
            onSort={(sort) => setFilters(sortedBy(filters, sort))}
            onOpen={onOpen}
          />
        </div>
      )}
      {!isEmpty && (
        <KeysPagination
          page={page}
          index={paging.index}
          limit={filters.limit}
          onLimit={(limit) => setFilters({ ...filters, limit })}
          onPrevious={paging.previous}
          onNext={paging.next}
        />
      )}
    </div>
  );
}
