"use client";

import * as Primitive from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";

/** An on/off switch (role "switch"). Name it with `aria-label`, or put it inside a Field. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 align-middle items-center rounded-full bg-line-strong p-0.5 transition-colors duration-150 after:absolute after:-inset-x-1 after:-inset-y-2 disabled:cursor-not-allowed disabled:opacity-55 data-[state=checked]:bg-accent",
        className,
      )}
      {...useFieldControl()}
      {...props}
    >
      <Primitive.Thumb className="block size-3.5 rounded-full bg-white shadow-xs transition-transform duration-150 data-[state=checked]:translate-x-3.5" />
    </Primitive.Root>
  );
}
