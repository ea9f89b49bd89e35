"use client";

import { X } from "lucide-react";
import * as Sheet from "radix-ui/dialog";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { overlayClasses } from "@/components/ui/overlay";
import { MenuButton } from "./menu-button";
import { Sidebar, type SidebarProps } from "./sidebar";

/** The sidebar as a sheet, for narrow screens; open from its first moment. */
export function NavigationSheet(props: Omit<SidebarProps, "onNavigate">) {
  const [open, setOpen] = useState(true);
  return (
    <Sheet.Root open={open} onOpenChange={setOpen}>
      <Sheet.Trigger asChild>
        <MenuButton />
      </Sheet.Trigger>
      <Sheet.Portal>
        <Sheet.Overlay className={overlayClasses} />
        <Sheet.Content
          aria-describedby={undefined}
          className="data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right fixed inset-y-0 right-0 z-50 w-72 max-w-[85vw] border-line border-l shadow-dialog outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in"
        >
          <Sheet.Title className="sr-only">Navigation</Sheet.Title>
          <Sidebar {...props} onNavigate={() => setOpen(false)} />
          <Sheet.Close asChild>
            <Button
              variant="ghost"
              size="icon"
              aria-label="Close navigation"
              className="absolute top-3.5 right-3"
            >
              <X />
            </Button>
          </Sheet.Close>
        </Sheet.Content>
      </Sheet.Portal>
    </Sheet.Root>
  );
}
