"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";

/** The looks that text controls share. 16 px on touch screens keeps iOS from zooming in. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-ink text-sm shadow-xs transition-colors duration-100 hover:border-faint focus-visible:outline-offset-0 aria-invalid:border-danger-ink disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken pointer-coarse:text-[16px]";

/** A line of text. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      className={cn(controlClasses, "h-8 pointer-coarse:h-10", className)}
      {...useFieldControl()}
      {...props}
    />
  );
}
