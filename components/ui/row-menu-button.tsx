"use client";

import { MoreHorizontal } from "lucide-react";
import { Button, type ButtonProps } from "./button";

/** The "…" at the end of a table's row. */
export function RowMenuButton({ of, ...props }: ButtonProps & { of: string }) {
  return (
    <Button variant="ghost" size="icon" aria-label={`Actions for ${of}`} {...props}>
      <MoreHorizontal aria-hidden />
    </Button>
  );
}
