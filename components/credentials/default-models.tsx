"use client";

import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { providerOf } from "@/lib/providers/schema";
import type { CredentialValues } from "./credential-values";

type Props = { form: UseFormReturn<CredentialValues>; count: number };

/** Whether the provider's own models can be called, beside the custom ones. */
export function DefaultModels({ form, count }: Props) {
  const { label } = providerOf(form.watch("provider"));
  const hint =
    count > 0
      ? `${count} from the catalogue, and others of ${label} by their name. Off: the custom models alone.`
      : "Any model that is installed there, unless custom models are named below.";
  return (
    <Controller
      control={form.control}
      name="withDefaultModels"
      render={({ field }) => (
        <Field
          label="With default models"
          hint={hint}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 [&>p]:col-span-full"
        >
          <Switch checked={field.value} onCheckedChange={field.onChange} onBlur={field.onBlur} />
        </Field>
      )}
    />
  );
}
