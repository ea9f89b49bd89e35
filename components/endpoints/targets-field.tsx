"use client";

import { Plus } from "lucide-react";
import { useRef } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { MAX_TARGETS } from "@/lib/endpoints/schema";
import type { EndpointForm } from "./endpoint-form";
import { useEndpointsScope } from "./endpoints-context";
import { TargetRow } from "./target-row";
import { WeightTotal } from "./weight-total";
import { afterAdding, afterRemoving, splitEvenly } from "./weights";

/** The weighted targets, with their live total. */
export function TargetsField({ form }: { form: EndpointForm }) {
  const { credentials } = useEndpointsScope();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "targets" });
  const addRef = useRef<HTMLButtonElement>(null);
  const errors = form.formState.errors.targets;
  const weights = () => form.getValues("targets").map((target) => target.weight);

  function setWeights(next: number[]) {
    for (const [i, weight] of next.entries()) {
      form.setValue(`targets.${i}.weight`, weight, { shouldValidate: form.formState.isSubmitted });
    }
  }
  function add() {
    const next = afterAdding(weights());
    const credentialId = form.getValues("targets").at(-1)?.credentialId || (credentials[0]?.id ?? "");
    append(
      { credentialId, model: "", weight: next.at(-1)! },
      { focusName: `targets.${fields.length}.credentialId` },
    );
    setWeights(next.slice(0, -1));
  }
  function removeAt(index: number) {
    const next = afterRemoving(weights(), index);
    remove(index);
    setWeights(next);
    addRef.current?.focus();
  }

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">Targets</legend>
      <p className="-mt-1 mb-1 text-muted text-xs">Each call goes to one of them, by weight.</p>
      {fields.map((field, index) => (
        <TargetRow
          key={field.id}
          form={form}
          index={index}
          onRemove={fields.length > 1 ? () => removeAt(index) : undefined}
        />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <WeightTotal form={form} refused={errors !== undefined} />
        <Button size="sm" variant="ghost" onClick={() => setWeights(splitEvenly(fields.length))}>
          Split evenly
        </Button>
        {fields.length < MAX_TARGETS && (
          <Button ref={addRef} size="sm" onClick={add}>
            <Plus aria-hidden /> Add target
          </Button>
        )}
      </div>
    </fieldset>
  );
}
