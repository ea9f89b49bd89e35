"use client";

import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { CredentialView } from "@/lib/credentials/schema";
import { useCredentialsScope } from "./credentials-context";
import { WhatBreaks } from "./what-breaks";

type Props = {
  credential: CredentialView;
  onClose: () => void;
  /** After a deletion, and after a refusal that shows that the list is not the newest. */
  onChanged: () => void;
};

/** Asks before a credential goes for good, says what its calls will answer, and wants its name when endpoints need it. */
export function DeleteCredentialDialog({ credential, onClose, onChanged }: Props) {
  const { projectId, actions } = useCredentialsScope();
  const { id, name, hint, dependents } = credential;
  const mustType = dependents.length > 0;
  return (
    <ConfirmDialog
      title={`Delete “${name}”?`}
      text={
        <>
          This is permanent. Calls that were forwarded with {hint === "none" ? "it" : <code>{hint}</code>}{" "}
          answer 404 <code>no_credential</code> at once, unless another LLM key serves their model.
        </>
      }
      label="Delete LLM key"
      typed={mustType ? name : undefined}
      run={() => actions.deleteCredential(projectId, mustType ? { id, confirmName: name } : { id })}
      onDone={() => {
        toast.success(`“${name}” is deleted`);
        onClose();
        onChanged();
      }}
      onFailed={onChanged}
      onClose={onClose}
    >
      <WhatBreaks credential={credential} />
    </ConfirmDialog>
  );
}
