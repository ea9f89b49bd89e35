"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { activeHref, apiAccessPages, generalPage } from "./navigation";

/** The settings pages as tabs, where the sidebar that lists them is folded away. */
export function SettingsTabs({ projectId }: { projectId: string }) {
  const pages = [...apiAccessPages(projectId), generalPage(projectId)];
  const active = activeHref(pages, usePathname());
  return (
    <nav aria-label="Project settings" className="-mt-2 mb-6 flex gap-5 border-line border-b lg:hidden">
      {pages.map(({ label, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === active ? "page" : undefined}
          className={cn(
            "-mb-px border-transparent border-b-2 py-2.5 font-medium text-muted text-sm",
            href === active && "border-accent-ink text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
