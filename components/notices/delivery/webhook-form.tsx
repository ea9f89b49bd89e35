"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
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
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type CreateWebhookInput, createWebhookInput, type WebhookView } from "@/lib/notices/schema";
import type { DeliveryScope } from "./scope";

type Props = {
  scope: DeliveryScope;
  /** The webhook whose address changes; null adds one. */
  webhook: WebhookView | null;
  onSecret: (secret: string) => void;
  onDone: () => void;
};

/** Where messages go. */
export function WebhookForm({ scope: { organizationId, actions }, webhook, onSecret, onDone }: Props) {
  const router = useRouter();
  const form = useForm<CreateWebhookInput>({
    resolver: zodResolver(createWebhookInput),
    defaultValues: { url: webhook?.url ?? "" },
  });
  const { errors, isSubmitting } = form.formState;
  const change = (id: string, { url }: CreateWebhookInput) =>
    callAction(() => actions.updateWebhook(organizationId, { id, url }));
  const add = (input: CreateWebhookInput) => callAction(() => actions.createWebhook(organizationId, input));
  const submit = form.handleSubmit(async (input) => {
    const result = webhook ? await change(webhook.id, input) : await add(input);
    if (!result.ok) return showFailure(form, result.error);
    if ("secret" in result.data) onSecret(result.data.secret as string);
    else {
      toast.success("The address is changed");
      onDone();
    }
    router.refresh();
  });
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>{webhook ? "Edit webhook" : "Add webhook"}</DialogTitle>
        <DialogDescription>
          {webhook
            ? "What is still to be sent goes to the new address. The secret stays."
            : "Each notice from now on is posted there as JSON, signed so that the receiver can tell it is from here."}
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <Field
          label="Address"
          error={errors.url?.message}
          hint="Often a secret itself: it is shown to admins alone, and the audit log keeps its host only."
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            autoFocus
            placeholder="https://hooks.example.com/gatehouse"
            {...form.register("url")}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {webhook ? "Save changes" : "Add webhook"}
        </Button>
      </DialogFooter>
    </form>
  );
}
