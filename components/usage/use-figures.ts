"use client";

import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { ActionError, unwrap } from "@/components/forms/action-error";
import { callAction } from "@/components/forms/call-action";
import type { ActionResult } from "@/lib/http";
import type { UsageRange } from "@/lib/usage/schema";
import { rangeParameters } from "./range";

export const REFETCH_MS = 30_000;
/** While somebody waits to see a project's first call. */
const IMPATIENT_MS = 4_000;

/** What the server rendered the page with. */
export type FirstFigures<T> = { data: T; range: UsageRange; fetchedAtMs: number; version?: string };

export type FiguresOptions = {
  /** Where the figures come from, without the range: `/admin/projects/…/usage`. */
  address: string;
  range: UsageRange;
  impatient?: boolean;
  /** What the figures depend on besides; another value asks again. */
  version?: string;
};

/** The figures of a range: kept fresh while they are looked at, and on the way to the next range the last ones stay. */
export function useFigures<T>(options: FiguresOptions, first: FirstFigures<T>) {
  const { address, range, impatient = false, version } = options;
  const search = rangeParameters(range);
  const isFirst = search === rangeParameters(first.range) && version === first.version;
  const queryKey = useMemo(() => ["usage", address, search, version], [address, search, version]);
  useNewerPage(queryKey, first, isFirst);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchFigures<T>(`${address}?${search}`, signal),
    initialData: isFirst ? first.data : undefined,
    initialDataUpdatedAt: first.fetchedAtMs,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchOnWindowFocus: "always",
    refetchInterval: impatient ? IMPATIENT_MS : REFETCH_MS,
    retry: (failures, error) =>
      failures < 2 && error instanceof ActionError && error.failure.code === "unavailable",
  });
  return { ...query, data: query.data ?? first.data };
}

/** A page that was rendered anew, once a price was set or a finding dismissed, brings newer figures along. */
function useNewerPage<T>(queryKey: QueryKey, { data, fetchedAtMs }: FirstFigures<T>, isFirst: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    const knownAtMs = queries.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
    if (isFirst && fetchedAtMs > knownAtMs) queries.setQueryData(queryKey, data, { updatedAt: fetchedAtMs });
  }, [queries, queryKey, isFirst, data, fetchedAtMs]);
}

/** Asks a route of the console for data. */
export async function fetchFigures<T>(address: string, signal: AbortSignal): Promise<T> {
  return unwrap(
    await callAction<T>(async () => {
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      return (await response.json()) as ActionResult<T>;
    }),
  );
}
