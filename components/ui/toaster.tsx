"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where `toast.success("…")` and `toast.error("…")` appear. Stands once, in the providers. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      icons={{
        success: <CircleCheck className="size-4 text-success-ink" />,
        error: <CircleAlert className="size-4 text-danger-ink" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-start gap-2.5 rounded-lg border border-line bg-surface px-3.5 py-3 text-ink text-sm shadow-float [&>[data-icon]]:mt-0.5",
          title: "font-medium",
          description: "text-muted",
          actionButton: "ml-auto shrink-0 font-medium text-accent-ink",
        },
      }}
    />
  );
}
