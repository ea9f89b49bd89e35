"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";

const DELAY_MS = 250;
/** From one to the next without waiting again. */
const SKIP_DELAY_MS = 300;
/** The way from the anchor to the bubble. */
const LINGER_MS = 80;
let lastHiddenMs = 0;

export type HoverIntent = ReturnType<typeof useHoverIntent>;

/** Whether a tooltip shows: a moment after the pointer came to rest, until it has left. */
export function useHoverIntent(given: boolean | undefined, onChange: ((open: boolean) => void) | undefined) {
  const [own, setOwn] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = given ?? own;
  const tell = useRef(onChange);
  tell.current = onChange;

  const set = useCallback((next: boolean) => {
    clearTimeout(timer.current);
    setOwn(next);
    tell.current?.(next);
  }, []);
  const shows = useRef(open);
  shows.current = open;
  useEffect(() => () => clearTimeout(timer.current), []);

  return useMemo(() => {
    const later = (next: boolean, delayMs: number) => {
      clearTimeout(timer.current);
      if (next !== shows.current) timer.current = setTimeout(() => (next ? show() : hide()), delayMs);
    };
    const show = () => set(true);
    const hide = () => {
      if (shows.current) lastHiddenMs = Date.now();
      set(false);
    };
    const enter = () => later(true, Date.now() - lastHiddenMs < SKIP_DELAY_MS ? 0 : DELAY_MS);
    const leave = () => later(false, LINGER_MS);
    return { open, show, hide, enter, leave };
  }, [open, set]);
}
