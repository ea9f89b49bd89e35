"use client";

import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "./cn";
import { place, type Side } from "./tooltip-place";
import type { HoverIntent } from "./use-hover-intent";

type Props = {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  side: Side;
  className: string | undefined;
  intent: HoverIntent;
  children: ReactNode;
};

/** What a tooltip shows, above everything else on the page. */
export function TooltipBubble({ id, anchor, side, className, intent, children }: Props) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!bubble.current || !anchor.current) return;
    const { style, offsetWidth: width, offsetHeight: height } = bubble.current;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = place(anchor.current.getBoundingClientRect(), { width, height }, side, view);
    style.left = `${Math.round(left)}px`;
    style.top = `${Math.round(top)}px`;
  });
  useEffect(() => putAwayWith(intent.hide), [intent.hide]);
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      onPointerEnter={intent.enter}
      onPointerLeave={intent.leave}
      className={cn(
        "fade-in-0 pointer-events-auto fixed top-0 left-0 z-50 w-max max-w-72 animate-in text-pretty rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-float",
        className,
      )}
    >
      {children}
    </div>,
    document.body,
  );
}

/** Escape closes the tooltip and nothing behind it; what scrolls takes the anchor away. */
function putAwayWith(hide: () => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    hide();
  };
  // The window hears it before the dialog that the tooltip may stand in.
  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("scroll", hide, true);
  return () => {
    window.removeEventListener("keydown", onKeyDown, true);
    window.removeEventListener("scroll", hide, true);
  };
}
