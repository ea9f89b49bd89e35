"use client";

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
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toaster";
import type { CredentialView } from "@/lib/credentials/schema";
import { useCredentialsScope } from "./credentials-context";

type Props = { credential: CredentialView; onClose: () => void; onDeleted: () => void };

/** Asks before a credential goes for good, and says what its calls will answer. */
export function DeleteCredentialDialog({ credential, onClose, onDeleted }: Props) {
  const { projectId, actions } = useCredentialsScope();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function remove() {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.deleteCredential(projectId, { id: credential.id }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    toast.success(`“${credential.name}” is deleted`);
    onClose();
    onDeleted();
  }

  return (
    <AlertDialog open onOpenChange={(next) => next || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete “{credential.name}”?</AlertDialogTitle>
          <AlertDialogDescription>
            This is permanent. Calls that were forwarded with <code>{credential.hint}</code> answer 404{" "}
            <code>no_credential</code> at once, unless another LLM key serves their model.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          <p className="rounded-md border bg-sunken px-3 py-2 text-sm">
            {credential.lastUsedAt ? (
              <>
                Last used <RelativeTime value={credential.lastUsedAt} />.
              </>
            ) : (
              "No call was ever forwarded with it."
            )}
          </p>
          <FormAlert message={problem} />
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="danger" pending={pending} onClick={remove}>
            Delete LLM key
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
