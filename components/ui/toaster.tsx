"use client";

import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { onToast, waitingToasts } from "./toast";

export { toast } from "./toast";

const ToastCorner = lazy(() => import("./toast-corner"));

/** Where toasts appear. Stands once, in the providers; what shows them is loaded with the first one. */
export function Toaster() {
  const waiting = useSyncExternalStore(onToast, waitingToasts, waitingToasts);
  const [needed, setNeeded] = useState(false);
  if (waiting.length > 0 && !needed) setNeeded(true);
  if (!needed) return null;
  return (
    <Suspense>
      <ToastCorner />
    </Suspense>
  );
}
