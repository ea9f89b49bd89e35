"use client";

import * as Slot from "radix-ui/slot";
import { type FocusEvent, type PointerEvent, type ReactNode, useId, useRef } from "react";
import { TooltipBubble } from "./tooltip-bubble";
import type { Side } from "./tooltip-place";
import { useHoverIntent } from "./use-hover-intent";

export type TooltipProps = {
  /** What it says: a few words, nothing to press. */
  content: ReactNode;
  side?: Side;
  className?: string;
  /** To decide from outside whether it shows. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that can take a ref. Give it a name of its own: a tooltip only adds to it. */
  children: ReactNode;
};

/**
 * A word of explanation on hover and on keyboard focus. Our own, because the page that lists the keys needs no more of a floating
 * layer than this. It stays while the pointer is on it, and Escape puts it away.
 */
export function Tooltip({ content, side = "top", className, open, onOpenChange, children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const intent = useHoverIntent(open, onOpenChange);

  const enter = (event: PointerEvent) => event.pointerType !== "touch" && intent.enter();
  const focus = (event: FocusEvent) => event.target.matches(":focus-visible") && intent.show();
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-describedby={intent.open ? id : undefined}
        onPointerEnter={enter}
        onPointerLeave={intent.leave}
        onPointerDown={intent.hide}
        onFocus={focus}
        onBlur={intent.hide}
      >
        {children}
      </Slot.Root>
      {intent.open && (
        <TooltipBubble id={id} anchor={anchor} side={side} className={className} intent={intent}>
          {content}
        </TooltipBubble>
      )}
    </>
  );
}
