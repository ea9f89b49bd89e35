"use client";

import { useQuery } from "@tanstack/react-query";
import { callAction } from "@/components/forms/call-action";
import type { ActionResult } from "@/lib/http";
import type { LastDay } from "@/lib/usage/schema";
import { useKeysScope } from "./keys-context";

/** How many calls a key made in the past 24 hours: undefined until counted, null when that failed. */
export function useLastDay(keyId: string): number | null | undefined {
  const { projectId } = useKeysScope();
  const { data } = useQuery({
    queryKey: ["key-last-day", keyId],
    queryFn: ({ signal }) => fetchLastDay(projectId, keyId, signal),
    staleTime: 0,
  });
  return data;
}

async function fetchLastDay(projectId: string, keyId: string, signal: AbortSignal): Promise<number | null> {
  const address = `/admin/projects/${projectId}/settings/api-keys/last-day?id=${encodeURIComponent(keyId)}`;
  const result = await callAction<LastDay>(
    async () => (await (await fetch(address, { signal })).json()) as ActionResult<LastDay>,
  );
  return result.ok ? result.data.requests : null;
}
