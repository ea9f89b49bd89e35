"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { activeHref, apiAccessPages, generalPage, referencePage } from "./navigation";

/** The settings pages as tabs, where the sidebar that lists them is folded away. */
export function SettingsTabs({ projectId }: { projectId: string }) {
  const pages = [...apiAccessPages(projectId), referencePage(projectId), generalPage(projectId)];
  const active = activeHref(pages, usePathname());
  return (
    <nav
      aria-label="Project settings"
      className="-mx-4 -mt-2 mb-6 flex gap-5 overflow-x-auto border-line border-b px-4 sm:mx-0 sm:px-0 lg:hidden"
    >
      {pages.map(({ label, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === active ? "page" : undefined}
          className={cn(
            "-mb-px shrink-0 border-transparent border-b-2 py-2.5 font-medium text-muted text-sm",
            href === active && "border-accent-ink text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
