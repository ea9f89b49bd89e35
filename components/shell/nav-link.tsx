"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { NavItem } from "./navigation";

/** One line of the sidebar. */
export function NavLink({ item, active, onNavigate }: NavLinkProps) {
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      onClick={onNavigate}
      aria-current={active ? "page" : undefined}
      className={cn(
        "flex h-7.5 items-center gap-2.5 rounded-md px-2 font-medium text-muted text-sm transition-colors duration-75 hover:bg-hover hover:text-ink pointer-coarse:h-10",
        active && "bg-hover text-ink",
      )}
    >
      <Icon className={cn("size-4 text-faint", active && "text-accent-ink")} aria-hidden="true" />
      {item.label}
    </Link>
  );
}

export type NavLinkProps = { item: NavItem; active: boolean; onNavigate?: () => void };
