import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Holds the place of what is still loading. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-hover", className)} {...props} />;
}
