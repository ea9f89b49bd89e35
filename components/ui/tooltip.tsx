"use client";

import * as Primitive from "radix-ui/tooltip";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const TooltipProvider = Primitive.Provider;

export type TooltipProps = Omit<ComponentProps<typeof Primitive.Root>, "children"> & {
  /** What it says: a few words, nothing to press. */
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  /** One element that can take a ref. Give it a name of its own: a tooltip only adds to it. */
  children: ReactNode;
};

/** A word of explanation on hover and on keyboard focus. */
export function Tooltip({ content, side = "top", className, children, ...props }: TooltipProps) {
  return (
    <Primitive.Root {...props}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className={cn(
            "fade-in-0 z-50 max-w-72 animate-in text-pretty rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-float",
            className,
          )}
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
