"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { readUsd } from "@/components/limits/typed-amounts";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { exactUsd } from "@/components/usage/figures";
import { addCreditsInput } from "@/lib/organizations/schema";
import type { OrganizationScope } from "./scope";

const EMPTY = { amountUsd: "", note: "" };

/** "$1,250.50" and "-$5" as the verb takes them. */
const readSigned = (text: string) => {
  const [, minus = "", amount = ""] = /^\s*([-−]?)(.*)$/.exec(text) ?? [];
  return `${minus && "-"}${readUsd(amount)}`;
};

/** Adds to the credits, or takes away with a minus in front. */
export function AddCreditsForm({ settings, actions }: OrganizationScope) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(addCreditsInput), defaultValues: EMPTY });
  const { errors, isSubmitting } = form.formState;
  const isFirst = settings.creditsUsd === null;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.addCredits(settings.id, input));
    if (!result.ok) return showFailure(form, result.error);
    form.reset(EMPTY);
    toast.success(`The balance is ${exactUsd(result.data.creditsUsd!)}`);
    router.refresh();
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col items-start gap-4">
      <FormAlert message={errors.root?.server?.message} />
      <div className="grid w-full gap-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Field label="Amount in USD" required error={errors.amountUsd?.message}>
          <Input
            inputMode="decimal"
            autoComplete="off"
            placeholder="100.00"
            {...form.register("amountUsd", { setValueAs: readSigned })}
          />
        </Field>
        <Field label="Note" aside="Optional" error={errors.note?.message}>
          <Input
            autoComplete="off"
            maxLength={200}
            placeholder="Invoice 2026-117"
            {...form.register("note")}
          />
        </Field>
      </div>
      {isFirst && (
        <p className="text-pretty text-muted text-xs">
          The first credits make the organization prepaid: its calls are paid from them, and models without a
          price are refused.
        </p>
      )}
      <Button type="submit" pending={isSubmitting}>
        Add credits
      </Button>
    </form>
  );
}
