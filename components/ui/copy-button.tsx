"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { copyText } from "./copy-text";

export type CopyButtonProps = Omit<ButtonProps, "value" | "children" | "onClick" | "asChild" | "pending"> & {
  value: string;
  /** Its name, and its text unless `size` is "icon". */
  label: string;
};

const SHOWN_MS = 2000;
const OUTCOMES = { copied: "Copied", failed: "Copying failed. Select the text and copy it yourself." };

/** Copies `value` and says so, to the eye and to screen readers. */
export function CopyButton({ value, label, size = "icon", variant, ...props }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<keyof typeof OUTCOMES | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const iconOnly = size === "icon";
  return (
    <>
      <Button
        size={size}
        variant={variant ?? (iconOnly ? "ghost" : "secondary")}
        aria-label={label}
        onClick={async (event) =>
          setOutcome((await copyText(value, event.currentTarget)) ? "copied" : "failed")
        }
        {...props}
      >
        {outcome === "copied" ? <Check className="text-success-ink" /> : <Copy />}
        {!iconOnly && (outcome === "copied" ? "Copied" : label)}
      </Button>
      <span role="status" className={outcome === "failed" ? "text-danger-ink text-xs" : "sr-only"}>
        {outcome && OUTCOMES[outcome]}
      </span>
    </>
  );
}
