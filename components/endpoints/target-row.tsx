"use client";

import { X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { EndpointForm } from "./endpoint-form";
import { PlaceInputs } from "./place-inputs";
import { RowError } from "./row-error";

type Props = {
  form: EndpointForm;
  index: number;
  /** Not for the last one: an endpoint leads somewhere. */
  onRemove: (() => void) | undefined;
};

/** One weighted target. On a phone the credential stands above the rest. */
export function TargetRow({ form, index, onRemove }: Props) {
  const id = useId();
  const errors = form.formState.errors.targets?.[index];
  const message = errors?.credentialId?.message ?? errors?.model?.message ?? errors?.weight?.message;
  const errorId = message && `${id}-error`;
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)_4.5rem_auto] items-center gap-2 max-sm:rounded-md max-sm:border max-sm:border-line max-sm:p-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_4.5rem_auto]">
      <legend className="sr-only">Target {index + 1}</legend>
      <PlaceInputs
        form={form}
        name={`targets.${index}`}
        invalid={{ credentialId: Boolean(errors?.credentialId), model: Boolean(errors?.model) }}
        errorId={errorId}
      />
      <span className="relative">
        <Input
          {...form.register(`targets.${index}.weight`, { valueAsNumber: true })}
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          aria-label="Weight"
          aria-invalid={errors?.weight ? true : undefined}
          aria-describedby={errorId}
          className="pr-6 text-right"
        />
        <span
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted text-xs"
          aria-hidden="true"
        >
          %
        </span>
      </span>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove target ${index + 1}`}
        disabled={!onRemove}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
      <RowError id={`${id}-error`} message={message} />
    </fieldset>
  );
}
