"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast as show } from "sonner";
import { onToast, takeToasts } from "./toast";

const ICONS = {
  success: <CircleCheck className="size-4 text-success-ink" />,
  error: <CircleAlert className="size-4 text-danger-ink" />,
  info: <Info className="size-4 text-info-ink" />,
};

const CLASSES = {
  toast:
    "flex w-(--width) items-start gap-2.5 rounded-lg border border-line bg-surface px-3.5 py-3 text-ink text-sm shadow-float [&>[data-icon]]:mt-0.5",
  title: "font-medium",
  description: "text-muted",
};

function showWaiting() {
  for (const { kind, title, description } of takeToasts()) show[kind](title, { description });
}

/** The corner itself, with the library that stacks and animates. */
export default function ToastCorner() {
  useEffect(() => {
    showWaiting();
    return onToast(showWaiting);
  }, []);
  return (
    <Sonner position="bottom-right" icons={ICONS} toastOptions={{ unstyled: true, classNames: CLASSES }} />
  );
}
