"use client";

import { useQuery } from "@tanstack/react-query";
import { unwrap } from "@/components/forms/action-error";
import type { ActionResult } from "@/lib/http";

const REFETCH_MS = 60_000;

export const unreadQueryKey = (organizationId: string) => ["notices", organizationId, "unread"];

/** How many notices the reader has not seen, kept up while the tab is looked at; 0 while that is not known. */
export function useUnread(organizationId: string): number {
  const { data } = useQuery({
    queryKey: unreadQueryKey(organizationId),
    queryFn: async ({ signal }) => {
      const response = await fetch(`/admin/organizations/${organizationId}/notices/unread`, { signal });
      return unwrap((await response.json()) as ActionResult<{ unread: number }>);
    },
    staleTime: REFETCH_MS / 2,
    refetchInterval: REFETCH_MS,
    retry: false,
  });
  return data?.unread ?? 0;
}
