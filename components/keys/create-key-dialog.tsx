"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { CreatedKey } from "@/lib/keys/schema";
import { CreateKeyForm } from "./create-key-form";
import { useKeysScope } from "./keys-context";
import { RevealKey } from "./reveal-key";
import { keysQueryKey } from "./use-keys";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/**
 * A form, then the one showing of the secret. The secret lives in this component's state alone and goes with it: no cache, no
 * address, no storage. While it shows, only "Done" closes the dialog.
 */
export function CreateKeyDialog({ open, onOpenChange }: Props) {
  const { projectId } = useKeysScope();
  const queries = useQueryClient();
  const [revealed, setRevealed] = useState<CreatedKey | null>(null);

  function reveal(key: CreatedKey) {
    setRevealed(key);
    void queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
  }
  function close() {
    onOpenChange(false);
    setRevealed(null);
  }

  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <DialogContent dismissable={revealed === null} size={revealed === null ? "md" : "lg"}>
        {revealed === null ? (
          <CreateKeyForm onCreated={reveal} onCancel={close} />
        ) : (
          <RevealKey created={revealed} onDone={close} />
        )}
      </DialogContent>
    </Dialog>
  );
}
