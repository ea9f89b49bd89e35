"use client";

import { CircleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { LimitsView } from "@/lib/limits/schema";

/** A key's limits, and those that an organization has besides. */
type Limits = LimitsView & { concurrency: number | null };

type Props = {
  name: "costLimitUsd" | "tokenLimit" | "requestsPerMinute" | "concurrency";
  /** Names the switch, and the field unless `field` does. */
  label: string;
  field?: string;
  about: string;
  unit: string;
  placeholder: string;
  read: (text: string) => string | number;
  show: (value: string | number | null) => string;
};

/** One limit: off is null; on asks for an amount. */
export function LimitField({ name, label, field: named = label, about, read, show, ...looks }: Props) {
  const { field, fieldState } = useController<Limits>({ name });
  const [text, setText] = useState(() => show(field.value));
  const id = useId();
  const on = field.value !== null;
  const error = fieldState.error?.message;

  // What was typed survives a switch off and on again.
  const turn = (next: boolean) => field.onChange(next ? read(text) : null);
  function type(next: string) {
    setText(next);
    field.onChange(read(next));
  }
  function tidy() {
    field.onBlur();
    setText(show(field.value) || text);
  }

  return (
    <div className="px-3 py-2.5">
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0">
          <div className="font-medium">{label}</div>
          <p id={`${id}-about`} className="text-muted text-xs">
            {about}
          </p>
        </div>
        <Switch aria-label={label} aria-describedby={`${id}-about`} checked={on} onCheckedChange={turn} />
      </div>
      {on && (
        <div className="mt-2">
          <div className="relative">
            <Input
              ref={field.ref}
              name={name}
              aria-label={named}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              inputMode={name === "costLimitUsd" ? "decimal" : "numeric"}
              autoComplete="off"
              autoFocus={text === ""}
              placeholder={looks.placeholder}
              className="pr-20"
              value={text}
              onChange={(event) => type(event.target.value)}
              onBlur={tidy}
            />
            <span
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-faint text-xs"
            >
              {looks.unit}
            </span>
          </div>
          {error && (
            <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-danger-ink text-xs">
              <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
              {error}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
