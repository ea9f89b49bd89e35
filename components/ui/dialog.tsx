"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ComponentProps } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { overlayClasses, sheetClasses, sheetWidths } from "./overlay";
import { OpenerMemory, useReturnFocus } from "./return-focus";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export type DialogContentProps = ComponentProps<typeof Primitive.Content> & {
  /** False: a click outside and Escape do nothing, and there is no X; only what is inside may close it. */
  dismissable?: boolean;
  size?: keyof typeof sheetWidths;
};

const ignore = (event: Event) => event.preventDefault();

/** The window of a dialog; on phones a sheet at the bottom. It needs a DialogTitle. */
export function DialogContent({
  className,
  dismissable = true,
  size = "md",
  onCloseAutoFocus,
  children,
  ...props
}: DialogContentProps) {
  const { opener, giveBack } = useReturnFocus(onCloseAutoFocus);
  const guards = dismissable ? {} : { onEscapeKeyDown: ignore, onInteractOutside: ignore };
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        className={cn(sheetClasses, sheetWidths[size], className)}
        {...guards}
        onCloseAutoFocus={giveBack}
        {...props}
      >
        <OpenerMemory opener={opener} />
        {children}
        {dismissable && (
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3.5 right-3.5">
              <X />
            </Button>
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-1 px-5 pt-5 pr-12 pb-4", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn("font-semibold text-lg tracking-tight", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className={cn("text-pretty text-muted text-sm", className)} {...props} />;
}

/** The fields between header and footer. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-4 px-5 pb-5", className)} {...props} />;
}

/** The buttons, the main one last; stays in sight while the rest scrolls. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "sticky bottom-0 flex flex-col-reverse gap-2 border-line border-t bg-sunken px-5 py-3 sm:flex-row sm:justify-end",
        className,
      )}
      {...props}
    />
  );
}
