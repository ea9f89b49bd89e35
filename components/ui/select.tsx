"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";
import { controlClasses } from "./input";

export type SelectProps = ComponentProps<"select"> & { wrapperClassName?: string };

/** The browser's own select, with `<option>` children: at home on phones, and react-hook-form registers it as it is. */
export function Select({ className, wrapperClassName, ...props }: SelectProps) {
  return (
    <span className={cn("relative inline-flex w-full", wrapperClassName)}>
      <select
        className={cn(controlClasses, "h-8 appearance-none truncate pr-8 pointer-coarse:h-10", className)}
        {...useFieldControl()}
        {...props}
      />
      <ChevronsUpDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-faint"
        aria-hidden="true"
      />
    </span>
  );
}
