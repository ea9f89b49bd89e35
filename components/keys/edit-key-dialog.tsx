"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { LimitsFields } from "@/components/limits/limits-fields";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { type ReadKey, updateKeyInput } from "@/lib/keys/schema";
import { ExpiryField } from "./expiry-field";
import { GatewayOnlyField } from "./gateway-only-field";
import { useKeysScope } from "./keys-context";
import { keysQueryKey } from "./use-keys";

type Props = { apiKey: ReadKey; open: boolean; onClose: () => void };

/** Changes a key's note, expiry and limits; its secret stays the same. */
export function EditKeyDialog({ apiKey, open, onClose }: Props) {
  return (
    <Dialog open={open} onOpenChange={(next) => next || onClose()}>
      <DialogContent>
        <EditKeyForm apiKey={apiKey} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function EditKeyForm({ apiKey, onClose }: Omit<Props, "open">) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const form = useForm({
    resolver: zodResolver(updateKeyInput),
    // Without an expiry there is none to keep: "never" is what it has.
    defaultValues: {
      id: apiKey.id,
      note: apiKey.note,
      expiresAt: apiKey.expiresAt === null ? null : undefined,
      gatewayOnly: apiKey.gatewayOnly,
      // A legacy key has no limits to send.
      ...(apiKey.legacy ? {} : limitsOf(apiKey)),
    },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.updateKey(projectId, input));
    if (!result.ok) return showFailure(form, result.error);
    await queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
    toast.success(`“${result.data.note}” is saved`);
    onClose();
  });

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>Edit API key</DialogTitle>
        <DialogDescription>
          <code>{apiKey.displaySecret}</code> keeps its secret; changes are in force on the next call.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <Field label="Note" required error={errors.note?.message}>
          <Input {...form.register("note")} autoComplete="off" maxLength={100} />
        </Field>
        <Controller
          control={form.control}
          name="expiresAt"
          render={({ field }) => (
            <ExpiryField
              value={field.value}
              onChange={field.onChange}
              error={errors.expiresAt?.message}
              current={apiKey.expiresAt ?? undefined}
            />
          )}
        />
        <FormProvider {...form}>
          {apiKey.legacy ? (
            <Callout>
              A legacy key carries no limits. Replace it with a standard key, from its menu, to set some.
            </Callout>
          ) : (
            <LimitsFields used={apiKey.consumption} />
          )}
          <GatewayOnlyField />
        </FormProvider>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Save changes
        </Button>
      </DialogFooter>
    </form>
  );
}

const limitsOf = ({ costLimitUsd, tokenLimit, requestsPerMinute, resetPeriod }: ReadKey) => ({
  costLimitUsd,
  tokenLimit,
  requestsPerMinute,
  resetPeriod,
});
