"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ActionError, unwrap } from "@/components/forms/action-error";
import { callAction } from "@/components/forms/call-action";
import type { ActionResult } from "@/lib/http";
import type { KeyPage } from "@/lib/keys/schema";
import { refetchDelayMs } from "./expiry";
import { filtersQuery, type KeyFilters } from "./filters";
import { useKeysScope } from "./keys-context";

const REFETCH_MS = 30_000;

/** Every cached page of a project's keys lies below this. */
export const keysQueryKey = (projectId: string) => ["keys", projectId] as const;

/** The first page, as the server rendered it. */
export type FirstPage = { page: KeyPage; filters: KeyFilters; fetchedAtMs: number };

/** One page of the list: kept fresh while it is looked at, and on the way to the next page the last one stays. */
export function useKeys(filters: KeyFilters, cursor: string | null, first: FirstPage) {
  const { projectId } = useKeysScope();
  const query = filtersQuery(filters);
  const isFirst = cursor === null && query === filtersQuery(first.filters);
  return useQuery({
    queryKey: [...keysQueryKey(projectId), query, cursor],
    queryFn: ({ signal }) => fetchKeys(projectId, query, cursor, signal),
    initialData: isFirst ? first.page : undefined,
    initialDataUpdatedAt: first.fetchedAtMs,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) =>
      refetchDelayMs(
        (state.data?.keys ?? []).map((key) => key.expiresAt),
        Date.now(),
        REFETCH_MS,
      ),
    retry: (failures, error) =>
      failures < 2 && error instanceof ActionError && error.failure.code === "unavailable",
  });
}

async function fetchKeys(projectId: string, query: string, cursor: string | null, signal: AbortSignal) {
  const search = new URLSearchParams(query);
  if (cursor) search.set("cursor", cursor);
  return unwrap(
    await callAction<KeyPage>(async () => {
      const address = `/admin/projects/${projectId}/settings/api-keys/list?${search}`;
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      return (await response.json()) as ActionResult<KeyPage>;
    }),
  );
}
