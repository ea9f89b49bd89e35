"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { UsageRange } from "@/lib/usage/schema";
import { parseRange, rangeSearch } from "./range";

/** The range, which lives in the address: a reload or a shared link shows the same days. */
export function useRange() {
  const path = usePathname();
  const search = useSearchParams();
  const range = useMemo(() => parseRange(search), [search]);
  const setRange = useCallback(
    (next: UsageRange) => {
      const query = rangeSearch(next);
      // The figures ask for their own data: the page behind the address need not be rendered again.
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
    [path],
  );
  return { range, setRange };
}
