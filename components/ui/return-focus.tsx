import { type RefObject, useInsertionEffect, useRef } from "react";

/**
 * Gives the focus back to what opened a dialog, also where that is not its trigger: a shortcut, or an item of a menu
 * that has closed since. When the opener is gone (a deleted row) the page's content gets it, not the top of the page.
 */
export function useReturnFocus(onCloseAutoFocus: ((event: Event) => void) | undefined) {
  const opener = useRef<HTMLElement | null>(null);
  const giveBack = (event: Event) => {
    onCloseAutoFocus?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    const target = opener.current?.isConnected ? opener.current : document.querySelector("main");
    target?.focus({ preventScroll: true });
  };
  return { opener, giveBack };
}

/** Stands inside the dialog. Its insertion effect is the one moment before an `autoFocus` field takes the focus. */
export function OpenerMemory({ opener }: { opener: RefObject<HTMLElement | null> }) {
  useInsertionEffect(() => {
    opener.current = openerNow();
  }, [opener]);
  return null;
}

function openerNow(): HTMLElement | null {
  const active = document.activeElement as HTMLElement | null;
  const triggerId = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return triggerId ? document.getElementById(triggerId) : active;
}
