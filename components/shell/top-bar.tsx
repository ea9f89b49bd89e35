"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { lazy } from "react";
import { OpensLater } from "@/components/ui/opens-later";
import { LogoMark } from "./logo";
import { MenuButton } from "./menu-button";
import type { SidebarProps } from "./sidebar";

const load = () => import("./navigation-sheet");
const NavigationSheet = lazy(async () => ({ default: (await load()).NavigationSheet }));

/** The bar of narrow screens, with the sidebar as a sheet behind its menu button. */
export function TopBar(props: Omit<SidebarProps, "onNavigate">) {
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
      <OpensLater popup="dialog" preload={load} trigger={<MenuButton />}>
        <NavigationSheet {...props} />
      </OpensLater>
    </header>
  );
}
