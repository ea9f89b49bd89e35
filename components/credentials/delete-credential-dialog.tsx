"use client";

import { type FormEvent, useState } from "react";
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
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
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
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState("");
  const { id, name, hint, dependents } = credential;
  const mustType = dependents.length > 0;

  async function remove(event: FormEvent) {
    event.preventDefault();
    if (mustType && typed.trim() !== name) return setProblem(`Type ${name} to delete it.`);
    setPending(true);
    setProblem(undefined);
    const input = mustType ? { id, confirmName: typed.trim() } : { id };
    const result = await callAction(() => actions.deleteCredential(projectId, input));
    setPending(false);
    if (!result.ok) {
      setProblem(result.error.message);
      return onChanged();
    }
    toast.success(`“${name}” is deleted`);
    onClose();
    onChanged();
  }

  return (
    <AlertDialog open onOpenChange={(next) => next || onClose()}>
      <AlertDialogContent>
        <form onSubmit={remove} noValidate className="flex min-h-0 flex-col">
          <AlertDialogHeader>
            <AlertDialogTitle>Delete “{name}”?</AlertDialogTitle>
            <AlertDialogDescription>
              This is permanent. Calls that were forwarded with {hint === "none" ? "it" : <code>{hint}</code>}{" "}
              answer 404 <code>no_credential</code> at once, unless another LLM key serves their model.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogBody>
            <WhatBreaks credential={credential} />
            {mustType && (
              <Field label={`Type ${name} to confirm`} required>
                <Input
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                />
              </Field>
            )}
            <FormAlert message={problem} />
          </AlertDialogBody>
          <AlertDialogFooter>
            <AlertDialogCancel type="button">Cancel</AlertDialogCancel>
            <Button type="submit" variant="danger" pending={pending}>
              Delete LLM key
            </Button>
          </AlertDialogFooter>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
