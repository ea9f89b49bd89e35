"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { callAction } from "@/components/forms/call-action";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type CredentialView, updateCredentialInput } from "@/lib/credentials/schema";
import { providerOf } from "@/lib/providers/schema";
import { CredentialForm } from "./credential-form";
import { type CredentialValues, methodOf, storedValues, updateInput } from "./credential-values";
import { useCredentialsScope } from "./credentials-context";
import { ProviderIcon } from "./provider-icon";
import { showCredentialFailure } from "./show-credential-failure";

type Props = { credential: CredentialView; onClose: () => void; onSaved: () => void };

/** Changes a credential in the one place where it is. Its secrets are not shown; empty ones stay. */
export function EditCredentialDialog({ credential, onClose, onSaved }: Props) {
  return (
    <Dialog open onOpenChange={(next) => next || onClose()}>
      <DialogContent size="lg" onInteractOutside={(event) => event.preventDefault()}>
        <EditForm credential={credential} onClose={onClose} onSaved={onSaved} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ credential, onClose, onSaved }: Props) {
  const { projectId, actions } = useCredentialsScope();
  const { id, provider, authMethod, dependents } = credential;
  const schema = useMemo(
    () =>
      z
        .custom<CredentialValues>()
        .transform((values) => updateInput(id, values))
        .pipe(updateCredentialInput),
    [id],
  );
  const form = useForm<CredentialValues>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues: storedValues(credential),
  });

  const submit = form.handleSubmit(async (values) => {
    const result = await callAction(() => actions.updateCredential(projectId, updateInput(id, values)));
    if (!result.ok) return showCredentialFailure(form, result.error);
    toast.success(`“${result.data.name}” is saved`, { description: "The next call uses it." });
    onClose();
    onSaved();
  });

  const followers = dependents.length === 1 ? "the endpoint" : `the ${dependents.length} endpoints`;
  return (
    <CredentialForm
      form={form}
      credential={credential}
      submitLabel="Save changes"
      onSubmit={submit}
      onCancel={onClose}
    >
      <DialogHeader>
        <DialogTitle className="flex min-w-0 items-center gap-2.5">
          <ProviderIcon provider={provider} />
          <span className="min-w-0 truncate">Edit {credential.name}</span>
        </DialogTitle>
        <DialogDescription>
          {providerOf(provider).label} with {methodOf(provider, authMethod).label}.{" "}
          {dependents.length > 0
            ? `Calls, also through ${followers} that use it, follow on the next one.`
            : "Changes are in force on the next call."}
        </DialogDescription>
      </DialogHeader>
    </CredentialForm>
  );
}
