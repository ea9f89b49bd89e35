"use client";

import * as Primitive from "radix-ui/alert-dialog";
import type { ComponentProps } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";
import { overlayClasses, sheetClasses, sheetWidths } from "./overlay";
import { OpenerMemory, useReturnFocus } from "./return-focus";

export { DialogBody as AlertDialogBody, DialogFooter as AlertDialogFooter } from "./dialog";

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;

/** Asks before something permanent. A click outside does not answer it; Escape means "Cancel". */
export function AlertDialogContent({
  className,
  onCloseAutoFocus,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  const { opener, giveBack } = useReturnFocus(onCloseAutoFocus);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        className={cn(sheetClasses, sheetWidths.sm, className)}
        onCloseAutoFocus={giveBack}
        {...props}
      >
        <OpenerMemory opener={opener} />
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function AlertDialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-1 px-5 pt-5 pb-4", className)} {...props} />;
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return (
    <Primitive.Title
      className={cn("break-words font-semibold text-lg tracking-tight", className)}
      {...props}
    />
  );
}

export function AlertDialogDescription({
  className,
  ...props
}: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className={cn("text-pretty text-muted text-sm", className)} {...props} />;
}

export function AlertDialogCancel({ className, ...props }: ComponentProps<typeof Primitive.Cancel>) {
  return <Primitive.Cancel className={cn(buttonVariants({ variant: "secondary" }), className)} {...props} />;
}

/** Closes at once. To wait for the server first, use a Button with `pending` and close by `open`. */
export function AlertDialogAction({ className, ...props }: ComponentProps<typeof Primitive.Action>) {
  return <Primitive.Action className={cn(buttonVariants({ variant: "danger" }), className)} {...props} />;
}
