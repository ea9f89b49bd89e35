"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 5000;

/** Brings the page up to date every few seconds, as long as something on it is about to change and the tab is looked at. */
export function useRefreshWhile(changing: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!changing) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [changing, router]);
}
