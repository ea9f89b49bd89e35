"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { LimitsFields } from "@/components/limits/limits-fields";
import { NO_LIMITS } from "@/components/limits/no-limits";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type CreatedKey, createKeyInput } from "@/lib/keys/schema";
import { ExpiryField } from "./expiry-field";
import { GatewayOnlyField } from "./gateway-only-field";
import { useKeysScope } from "./keys-context";

type Props = { onCreated: (key: CreatedKey) => void; onCancel: () => void };

/** What is asked before a key is made: who uses it, until when, and how much. */
export function CreateKeyForm({ onCreated, onCancel }: Props) {
  const { projectId, projectName, actions } = useKeysScope();
  const form = useForm({
    resolver: zodResolver(createKeyInput),
    defaultValues: { note: "", expiresAt: null, gatewayOnly: false, ...NO_LIMITS },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.createKey(projectId, input));
    if (result.ok) onCreated(result.data);
    else showFailure(form, result.error);
  });

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>Create an API key</DialogTitle>
        <DialogDescription>
          An application presents it to call models through {projectName}. One key per application keeps them
          apart.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <Field
          label="Note"
          required
          hint="Who or what uses this key, such as “checkout service, production”."
          error={errors.note?.message}
        >
          <Input {...form.register("note")} autoFocus autoComplete="off" maxLength={100} />
        </Field>
        <Controller
          control={form.control}
          name="expiresAt"
          render={({ field }) => (
            <ExpiryField
              value={field.value ?? null}
              onChange={field.onChange}
              error={errors.expiresAt?.message}
            />
          )}
        />
        <FormProvider {...form}>
          <LimitsFields />
          <GatewayOnlyField />
        </FormProvider>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}
