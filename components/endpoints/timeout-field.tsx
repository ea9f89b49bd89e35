"use client";

import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  value: number | null;
  onChange: (timeoutMs: number | null) => void;
  inputRef: Ref<HTMLInputElement>;
  error: string | undefined;
};

/** How long one target may take to its first byte: typed in seconds, kept in milliseconds. */
export function TimeoutField({ value, onChange, inputRef, error }: Props) {
  return (
    <Field
      label="Timeout in seconds"
      aside="Optional"
      hint="How long one target may take to its first byte before the next is tried. Empty: the installation’s own."
      error={error}
    >
      <Input
        ref={inputRef}
        type="number"
        inputMode="decimal"
        min={1}
        max={600}
        step="any"
        defaultValue={value === null ? "" : value / 1000}
        placeholder="Default"
        className="sm:max-w-40"
        onChange={(event) =>
          onChange(event.target.value === "" ? null : Math.round(Number(event.target.value) * 1000))
        }
      />
    </Field>
  );
}
