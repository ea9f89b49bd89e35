"use client";

import { Menu, X } from "lucide-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import * as Sheet from "radix-ui/dialog";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { overlayClasses } from "@/components/ui/overlay";
import { LogoMark } from "./logo";
import { Sidebar, type SidebarProps } from "./sidebar";

/** The bar of narrow screens, with the sidebar as a sheet behind its menu button. */
export function TopBar(props: Omit<SidebarProps, "onNavigate">) {
  const [open, setOpen] = useState(false);
  const { projectId } = useParams<{ projectId?: string }>();
  const current = props.projects.find((project) => project.id === projectId);
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2.5 border-line border-b bg-canvas px-4 lg:hidden">
      <Link href="/admin/projects" aria-label="Gatehouse: all projects" className="rounded-md">
        <LogoMark />
      </Link>
      <span className="text-line-strong" aria-hidden="true">
        /
      </span>
      <span className="min-w-0 flex-1 truncate font-medium text-sm">{current?.name ?? "Gatehouse"}</span>
      <Sheet.Root open={open} onOpenChange={setOpen}>
        <Sheet.Trigger asChild>
          <Button variant="ghost" size="icon" aria-label="Open navigation">
            <Menu />
          </Button>
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
    </header>
  );
}
