"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { createCredentialInput } from "@/lib/credentials/schema";
import { CredentialFields } from "./credential-fields";
import { useCredentialsScope } from "./credentials-context";

type Props = { onCreated: () => void; onCancel: () => void };

/** What is asked before a credential is sealed and stored. */
export function CreateCredentialForm({ onCreated, onCancel }: Props) {
  const { projectId, actions } = useCredentialsScope();
  const form = useForm({
    resolver: zodResolver(createCredentialInput),
    defaultValues: { name: "", provider: "openai", baseUrl: undefined, secret: "", models: [] },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.createCredential(projectId, input));
    if (!result.ok) return showFailure(form, result.error);
    toast.success(`“${result.data.name}” is stored`, { description: "Calls can be forwarded with it now." });
    onCreated();
  });

  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>Add an LLM key</DialogTitle>
        <DialogDescription>
          It is sealed before it is stored: nobody can read it back, and applications never see it.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <CredentialFields form={form} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Add LLM key
        </Button>
      </DialogFooter>
    </form>
  );
}
