"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type CredentialView, type SetModelPriceInput, setModelPriceInput } from "@/lib/credentials/schema";
import type { ActionResult } from "@/lib/http";
import type { UnpricedView } from "@/lib/usage/schema";

export type SetModelPrice = (
  projectId: string,
  input: SetModelPriceInput,
) => Promise<ActionResult<CredentialView>>;

type Props = {
  projectId: string;
  item: UnpricedView;
  setModelPrice: SetModelPrice;
  onClose: () => void;
};

/** What one model costs, in US dollars per million tokens. */
export function PriceForm({ projectId, item, setModelPrice, onClose }: Props) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(setModelPriceInput),
    defaultValues: {
      credentialId: item.credentialId,
      model: item.model,
      inputUsdPerMillion: "",
      outputUsdPerMillion: "",
      cachedInputUsdPerMillion: "",
    },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => setModelPrice(projectId, input));
    if (!result.ok) return showFailure(form, result.error);
    toast.success(`${item.model} has a price`, { description: "The calls that waited for it are billed." });
    onClose();
    router.refresh();
  });
  const price = { inputMode: "decimal", autoComplete: "off", placeholder: "0.00" } as const;
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={`Price of ${item.model}`}
      className="mt-3 flex flex-col gap-3 sm:ml-7"
    >
      <FormAlert message={errors.root?.server?.message} />
      <fieldset className="grid items-start gap-3 sm:grid-cols-3">
        <legend className="mb-2 text-muted text-xs">US dollars per million tokens</legend>
        <Field label="Input" required error={errors.inputUsdPerMillion?.message}>
          <Input {...form.register("inputUsdPerMillion")} {...price} autoFocus />
        </Field>
        <Field label="Output" required error={errors.outputUsdPerMillion?.message}>
          <Input {...form.register("outputUsdPerMillion")} {...price} />
        </Field>
        <Field label="Cached input" aside="Optional" error={errors.cachedInputUsdPerMillion?.message}>
          <Input {...form.register("cachedInputUsdPerMillion")} {...price} placeholder="As input" />
        </Field>
      </fieldset>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" pending={isSubmitting}>
          Set price
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
