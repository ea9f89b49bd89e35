"use client";

import * as Slot from "radix-ui/slot";
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
  useTransition,
} from "react";

export type OpensLaterProps = {
  /** What it opens, for screen readers. */
  popup: "menu" | "dialog";
  /** The closed button. */
  trigger: ReactElement;
  /** Fetches the code, as soon as the trigger is looked at. */
  preload: () => unknown;
  /** The same with its trigger, open from its first moment: a lazy component. */
  children: ReactNode;
};

/**
 * A button whose menu or dialog loads when it is about to open. Until then a list of a hundred rows carries plain buttons. The
 * button keeps its place and the focus while the code is on its way.
 */
export function OpensLater({ popup, trigger, preload, children }: OpensLaterProps) {
  const [asked, setAsked] = useState(false);
  const [pending, start] = useTransition();
  const ask = () => start(() => setAsked(true));
  const press = (event: KeyboardEvent) => {
    if (popup !== "menu" || event.key !== "ArrowDown") return;
    event.preventDefault();
    ask();
  };
  return (
    <Suspense>
      {asked ? (
        children
      ) : (
        <Slot.Root
          aria-haspopup={popup}
          aria-expanded={false}
          aria-busy={pending || undefined}
          onPointerEnter={preload}
          onFocus={preload}
          onKeyDown={press}
          onClick={ask}
        >
          {trigger}
        </Slot.Root>
      )}
    </Suspense>
  );
}
