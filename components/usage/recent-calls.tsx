"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { CallPage } from "@/lib/usage/schema";
import { CallsTable } from "./calls-table";
import { fetchFigures, REFETCH_MS } from "./use-figures";

type Props = { address: string; first: CallPage; fetchedAtMs: number };

const AT_FIRST = 15;
const MORE = 50;

/** The latest calls of a key, newest first, and on request the ones before. */
export function RecentCalls({ address, first, fetchedAtMs }: Props) {
  const [limit, setLimit] = useState(AT_FIRST);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["calls", address],
    queryFn: ({ pageParam, signal }) =>
      fetchFigures<CallPage>(
        pageParam ? `${address}?cursor=${encodeURIComponent(pageParam)}` : address,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    initialDataUpdatedAt: fetchedAtMs,
    // Who reads old calls is not to have them move away.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? REFETCH_MS : false),
  });
  const calls = data.pages.flatMap((page) => page.calls);
  const showMore = () => {
    setLimit(limit + MORE);
    if (limit + MORE > calls.length && hasNextPage) fetchNextPage();
  };
  return (
    <section aria-labelledby="calls" className="mt-8">
      <h2 id="calls" className="mb-3 font-semibold text-base">
        Recent calls
      </h2>
      {calls.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-muted text-sm">
          Each call made with this key is listed here within seconds: its status, model, tokens, cost and
          time.
        </p>
      ) : (
        <CallsTable calls={calls.slice(0, limit)} />
      )}
      {(hasNextPage || calls.length > limit) && (
        <div className="mt-3 flex justify-center">
          <Button size="sm" pending={isFetchingNextPage} onClick={showMore}>
            Show older calls
          </Button>
        </div>
      )}
    </section>
  );
}
