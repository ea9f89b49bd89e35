"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import type { KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { StillUsedBy } from "./still-used-by";
import { keysQueryKey } from "./use-keys";

type Props = { apiKey: KeyView; onClose: () => void };

/** Asks before a key goes for good, and names what still uses it. */
export function DeleteKeyDialog({ apiKey, onClose }: Props) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={`Delete “${apiKey.note}”?`}
      text={
        <>
          This is permanent. From now on every call with <code>{apiKey.displaySecret}</code> gets 401{" "}
          <code>revoked_api_key</code>. To stop it for a while, switch it off instead.
        </>
      }
      label="Delete key"
      run={() => actions.deleteKey(projectId, { id: apiKey.id })}
      onDone={() => {
        toast.success(`“${apiKey.note}” is deleted`);
        onClose();
        void queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
      }}
      onClose={onClose}
    >
      <StillUsedBy apiKey={apiKey} />
    </ConfirmDialog>
  );
}
