"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { StillUsedBy } from "./still-used-by";
import { keysQueryKey } from "./use-keys";

type Props = { apiKey: KeyView; open: boolean; onClose: () => void };

/** Asks before a key goes for good, and names what still uses it. */
export function DeleteKeyDialog({ apiKey, open, onClose }: Props) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function remove() {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.deleteKey(projectId, { id: apiKey.id }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    toast.success(`“${apiKey.note}” is deleted`);
    onClose();
    await queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
  }

  return (
    <AlertDialog open={open} onOpenChange={(next) => next || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete “{apiKey.note}”?</AlertDialogTitle>
          <AlertDialogDescription>
            This is permanent. From now on every call with <code>{apiKey.displaySecret}</code> gets 401{" "}
            <code>revoked_api_key</code>. To stop it for a while, switch it off instead.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          <StillUsedBy apiKey={apiKey} />
          <FormAlert message={problem} />
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="danger" pending={pending} onClick={remove}>
            Delete key
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
