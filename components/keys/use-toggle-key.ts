"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/components/forms/action-error";
import { callAction } from "@/components/forms/call-action";
import { toast } from "@/components/ui/toaster";
import type { KeyPage, KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { keysQueryKey } from "./use-keys";

const SWITCHES = ["keys", "switch"];

/** The switch of a row: shows the new state at once, and the old one again if the server refuses. */
export function useToggleKey(key: KeyView) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const pages = { queryKey: keysQueryKey(projectId) };

  return useMutation({
    mutationKey: SWITCHES,
    // One key's switches take effect in the order they were made.
    scope: { id: `key:${key.id}` },
    mutationFn: async (enabled: boolean) => {
      const act = enabled ? actions.enableKey : actions.disableKey;
      return unwrap(await callAction(() => act(projectId, { id: key.id })));
    },
    onMutate: async (enabled) => {
      await queries.cancelQueries(pages);
      queries.setQueriesData<KeyPage>(pages, (page) => page && withKey(page, switched(key, enabled)));
      return key;
    },
    onError: (error, enabled, before) => {
      queries.setQueriesData<KeyPage>(pages, (page) => page && withKey(page, before ?? key));
      toast.error(`“${key.note}” is still ${enabled ? "off" : "on"}`, { description: error.message });
    },
    onSettled: () => {
      // A look in between two switches would show the second one as it was before.
      if (queries.isMutating({ mutationKey: SWITCHES }) === 1) return queries.invalidateQueries(pages);
    },
  });
}

const withKey = (page: KeyPage, changed: KeyView): KeyPage => ({
  ...page,
  keys: page.keys.map((key) => (key.id === changed.id ? { ...key, ...changed } : key)),
});

function switched(key: KeyView, enabled: boolean): KeyView {
  const expired = key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now();
  const status = expired ? "expired" : enabled ? "active" : "disabled";
  return { ...key, enabled, status };
}
