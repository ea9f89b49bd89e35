"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type Props = {
  /** What it is, for the button that shows it. */
  label: string;
  multiline?: boolean;
  placeholder?: string;
  control: Pick<ComponentProps<"input">, "name"> & {
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => void;
    onChange: ComponentProps<"input">["onChange"] & ComponentProps<"textarea">["onChange"];
    onBlur: ComponentProps<"input">["onBlur"] & ComponentProps<"textarea">["onBlur"];
  };
};

/** Kept away from password managers: this is a provider's secret, not the person's. */
const QUIET = {
  autoComplete: "off",
  autoCapitalize: "none",
  spellCheck: false,
  "data-1p-ignore": true,
  "data-lpignore": "true",
} as const;

/** A secret while it is typed: masked until the eye is pressed. What was stored is never in it. */
export function SecretInput({ label, multiline, placeholder, control }: Props) {
  const [shown, setShown] = useState(false);
  const shared = { ...QUIET, ...control, placeholder };
  return (
    <div className="relative">
      {multiline ? (
        <Textarea
          {...shared}
          rows={4}
          className={cn(
            "max-h-48 pr-10 font-mono text-xs",
            !shown && "not-placeholder-shown:[-webkit-text-security:disc]",
          )}
        />
      ) : (
        <Input {...shared} type={shown ? "text" : "password"} className="pr-10 font-mono" />
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Show ${label}`}
        aria-pressed={shown}
        className="absolute top-0.5 right-0.5"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </Button>
    </div>
  );
}
