"use client";

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./cn";
import { Label } from "./label";

type FieldControl = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
};

const FieldContext = createContext<FieldControl | null>(null);

/** What a control inside a Field wears: its id and the ids of the texts that describe it. */
export const useFieldControl = (): Partial<FieldControl> => useContext(FieldContext) ?? {};

export type FieldProps = {
  label: ReactNode;
  /** Stands below the control until there is an error. */
  hint?: ReactNode;
  /** As `errors.note?.message` of react-hook-form. */
  error?: string;
  required?: boolean;
  /** Stands at the right of the label, such as "Optional". */
  aside?: ReactNode;
  className?: string;
  /** One Input, Textarea, Select or Switch. */
  children: ReactNode;
};

/** A label, its control, a hint and an error, wired together for screen readers. */
export function Field({ label, hint, error, required, aside, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
  };
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {aside && <span className="text-faint text-xs">{aside}</span>}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-danger-ink text-xs">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
