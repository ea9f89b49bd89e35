"use client";

import * as Slot from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> &
  ButtonVariants & {
    /** Shows a spinner and ignores presses, without losing the focus. */
    pending?: boolean;
    /** Gives its looks to the one child, such as a link. */
    asChild?: boolean;
  };

/** A button. It does not submit a form unless told `type="submit"`. */
export function Button({
  className,
  variant,
  size,
  pending = false,
  asChild = false,
  type = "button",
  onClick,
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  const press = (event: MouseEvent<HTMLButtonElement>) =>
    pending ? event.preventDefault() : onClick?.(event);
  return (
    <button
      type={type}
      className={classes}
      onClick={press}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      {...props}
    >
      {pending && <Spinner />}
      {pending && size === "icon" ? null : children}
    </button>
  );
}
