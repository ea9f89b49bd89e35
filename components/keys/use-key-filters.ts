"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { filtersQuery, type KeyFilters, parseFilters } from "./filters";

/** The filters, which live in the address: a reload or a shared link shows the same list. */
export function useKeyFilters() {
  const path = usePathname();
  const search = useSearchParams();
  const filters = useMemo(() => parseFilters(search), [search]);
  const setFilters = useCallback(
    (next: KeyFilters) => {
      const query = filtersQuery(next);
      // The list asks for its own data: the page behind the address need not be rendered again.
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
    [path],
  );
  return { filters, setFilters };
}
