"use client";

import * as Primitive from "radix-ui/radio-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type SegmentedProps<V extends string> = {
  /** Says what is chosen, for screen readers. */
  label: string;
  options: { value: V; label: string; icon?: ReactNode }[];
  value: V;
  onValueChange: (value: V) => void;
  /** Shows the icons alone; the labels stay as names. */
  iconsOnly?: boolean;
  className?: string;
};

/** One choice out of a few, all in sight: a radio group that looks like one control. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, options, value, onValueChange, iconsOnly = false, className } = props;
  return (
    <Primitive.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as V)}
      className={cn("inline-flex gap-0.5 rounded-md border border-line bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className={cn(
            "inline-flex h-6 items-center justify-center gap-1.5 rounded-sm px-2 font-medium text-muted text-xs transition-colors hover:text-ink data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-xs pointer-coarse:h-9 pointer-coarse:px-3 [&_svg]:size-3.5",
            iconsOnly && "px-1.5",
          )}
        >
          {option.icon}
          {!iconsOnly && option.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
