"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";

type Props = {
  value: string;
  /** What it is, for screen readers. */
  label: string;
  /** What the button says, such as "Copy secret". */
  copyLabel: string;
};

/** A secret in its one showing: to be copied, and kept by no password manager. */
export function ShownOnce({ value, label, copyLabel }: Props) {
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        value={value}
        aria-label={label}
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        spellCheck={false}
        className="flex-1 font-mono"
        onFocus={(event) => event.target.select()}
      />
      <CopyButton value={value} label={copyLabel} size="md" variant="primary" autoFocus />
    </div>
  );
}
