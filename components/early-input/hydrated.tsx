"use client";

import { useEffect } from "react";

/** Marks the page as one whose code has come. */
export function Hydrated() {
  useEffect(() => {
    document.documentElement.dataset.hydrated = "";
  }, []);
  return null;
}
