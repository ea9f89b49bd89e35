"use client";

import * as Primitive from "radix-ui/label";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Names a control. Inside a Field it is made for you. */
export function Label({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={cn("w-fit font-medium text-ink text-sm", className)} {...props} />;
}
