"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";

export type OneKey = { note: string; secret: string; hashed: boolean };

type Props = { value: OneKey; onChange: (value: OneKey) => void };

const KINDS = [
  { value: "secret", label: "Secret" },
  { value: "sha256", label: "SHA-256" },
] as const;

/** One key by its secret, or by the hash of it where nobody has the secret any more. */
export function ImportOneFields({ value, onChange }: Props) {
  const { note, secret, hashed } = value;
  return (
    <>
      <Field label="Note" required hint="Who or what uses this key.">
        <Input
          value={note}
          onChange={(event) => onChange({ ...value, note: event.target.value })}
          autoComplete="off"
          maxLength={100}
        />
      </Field>
      <Segmented
        label="What you have of it"
        options={[...KINDS]}
        value={hashed ? "sha256" : "secret"}
        onValueChange={(kind) => onChange({ ...value, hashed: kind === "sha256" })}
        className="self-start"
      />
      <Field
        label={hashed ? "SHA-256 of the secret" : "Secret of the key"}
        required
        hint={hashed ? "64 hexadecimal characters." : "It is hashed at once and never kept."}
      >
        <Input
          value={secret}
          onChange={(event) => onChange({ ...value, secret: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          className="font-mono"
        />
      </Field>
    </>
  );
}
