"use client";

import { Menu } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button";

/** Opens the navigation on narrow screens. */
export function MenuButton(props: ButtonProps) {
  return (
    <Button variant="ghost" size="icon" aria-label="Open navigation" {...props}>
      <Menu />
    </Button>
  );
}
