"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
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
  const query = useQuery({
    queryKey: ["usage", address, search, version],
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

/** Asks a route of the console for data. */
export async function fetchFigures<T>(address: string, signal: AbortSignal): Promise<T> {
  return unwrap(
    await callAction<T>(async () => {
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      return (await response.json()) as ActionResult<T>;
    }),
  );
}
