"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { unreadQueryKey } from "./use-unread";

/** Brings the page and the bell up to what was marked. */
export function useMarkRead(organizationId: string): () => void {
  const router = useRouter();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: unreadQueryKey(organizationId) });
    router.refresh();
  };
}
