"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EXPIRY_PRESETS, type ExpiryChoice, endOfDay, inDays, isPreset, today } from "./expiry";

type Value = string | null | undefined;
type Props = {
  /** An instant, null for never, undefined for "as it is". An empty text is a date yet to be chosen. */
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
  /** The expiry that an edit may leave alone. */
  current?: string;
};

/** Until when a key works: a span from now, a date, or no end. Says which instant that is. */
export function ExpiryField({ value, onChange, error, current }: Props) {
  const [choice, setChoice] = useState<ExpiryChoice>(value === undefined ? "keep" : "never");
  const [date, setDate] = useState("");

  function choose(next: ExpiryChoice) {
    setChoice(next);
    if (isPreset(next)) onChange(inDays(Number(next), Date.now()));
    else onChange({ never: null, keep: undefined, custom: endOfDay(date) ?? "" }[next]);
  }
  function pick(next: string) {
    setDate(next);
    onChange(endOfDay(next) ?? "");
  }

  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Expires"
        hint={explain(choice === "keep" ? current : value)}
        error={choice === "custom" ? undefined : error}
      >
        <Select value={choice} onChange={(event) => choose(event.target.value as ExpiryChoice)}>
          {current && <option value="keep">Keep as it is</option>}
          <option value="never">Never</option>
          {Object.entries(EXPIRY_PRESETS).map(([days, label]) => (
            <option key={days} value={days}>
              In {label}
            </option>
          ))}
          <option value="custom">Custom date…</option>
        </Select>
      </Field>
      {choice === "custom" && (
        <Field
          label="Last day"
          error={error && (date ? error : "Choose the last day on which the key works.")}
        >
          <Input
            type="date"
            min={today(Date.now())}
            value={date}
            onChange={(event) => pick(event.target.value)}
          />
        </Field>
      )}
    </div>
  );
}

const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

function explain(value: Value): string {
  if (!value) return value === null ? "Works until it is switched off or deleted." : "";
  return `Calls are refused from ${INSTANT.format(new Date(value))}.`;
}
