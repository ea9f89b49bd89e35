"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import type { EndpointForm } from "./endpoint-form";
import { PlaceInputs } from "./place-inputs";
import { RowError } from "./row-error";

type Props = {
  form: EndpointForm;
  index: number;
  count: number;
  onMove: (direction: "up" | "down") => void;
  onRemove: () => void;
};

/** One fallback, with the buttons that move it. At an end they stay focusable, so that the keyboard is not lost. */
export function FallbackRow({ form, index, count, onMove, onRemove }: Props) {
  const id = useId();
  const errors = form.formState.errors.fallbacks?.[index];
  const message = errors?.credentialId?.message ?? errors?.model?.message;
  const title = `fallback ${index + 1}`;
  return (
    <li>
      <fieldset className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 max-sm:rounded-md max-sm:border max-sm:border-line max-sm:p-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <legend className="sr-only">Fallback {index + 1}</legend>
        <PlaceInputs
          form={form}
          name={`fallbacks.${index}`}
          invalid={{ credentialId: Boolean(errors?.credentialId), model: Boolean(errors?.model) }}
          errorId={message && `${id}-error`}
        />
        <div className="flex">
          <Button
            variant="ghost"
            size="icon"
            data-move="up"
            aria-label={`Move ${title} up`}
            aria-disabled={index === 0}
            onClick={() => onMove("up")}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            data-move="down"
            aria-label={`Move ${title} down`}
            aria-disabled={index === count - 1}
            onClick={() => onMove("down")}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" aria-label={`Remove ${title}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        </div>
        <RowError id={`${id}-error`} message={message} />
      </fieldset>
    </li>
  );
}
