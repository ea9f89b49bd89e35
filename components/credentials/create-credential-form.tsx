"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { callAction } from "@/components/forms/call-action";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { createCredentialInput } from "@/lib/credentials/schema";
import { type ProviderId, providerOf } from "@/lib/providers/schema";
import { CredentialForm } from "./credential-form";
import { type CredentialValues, createInput, newValues } from "./credential-values";
import { useCredentialsScope } from "./credentials-context";
import { ProviderIcon } from "./provider-icon";
import { showCredentialFailure } from "./show-credential-failure";

type Props = {
  provider: ProviderId;
  onChangeProvider: () => void;
  onCreated: () => void;
  onCancel: () => void;
};

const schema = z.custom<CredentialValues>().transform(createInput).pipe(createCredentialInput);

/** What is asked before a credential is sealed and stored. */
export function CreateCredentialForm({ provider, onChangeProvider, onCreated, onCancel }: Props) {
  const { projectId, actions } = useCredentialsScope();
  const form = useForm<CredentialValues>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues: newValues(provider),
  });

  const submit = form.handleSubmit(async (values) => {
    const result = await callAction(() => actions.createCredential(projectId, createInput(values)));
    if (!result.ok) return showCredentialFailure(form, result.error);
    toast.success(`“${result.data.name}” is stored`, { description: "Calls can be forwarded with it now." });
    onCreated();
  });

  return (
    <CredentialForm form={form} submitLabel="Add LLM key" onSubmit={submit} onCancel={onCancel}>
      <DialogHeader>
        <DialogTitle>Add an LLM key</DialogTitle>
        <DialogDescription>
          It is sealed before it is stored: nobody can read it back, and applications never see it.
        </DialogDescription>
        <div className="mt-3 flex items-center gap-2.5 rounded-md border bg-sunken py-1.5 pr-1.5 pl-2.5 -mr-7">
          <ProviderIcon provider={provider} />
          <span className="min-w-0 flex-1 truncate font-medium">{providerOf(provider).label}</span>
          <Button variant="ghost" size="sm" onClick={onChangeProvider}>
            Change provider
          </Button>
        </div>
      </DialogHeader>
    </CredentialForm>
  );
}
