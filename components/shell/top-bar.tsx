"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { lazy } from "react";
import { BellLink } from "@/components/notices/bell-link";
import { OpensLater } from "@/components/ui/opens-later";
import { LogoMark } from "./logo";
import { MenuButton } from "./menu-button";
import type { SidebarProps } from "./sidebar";
import { usePlace } from "./use-place";

const load = () => import("./navigation-sheet");
const NavigationSheet = lazy(async () => ({ default: (await load()).NavigationSheet }));

/** The bar of narrow screens, with the sidebar as a sheet behind its menu button. */
export function TopBar(props: Omit<SidebarProps, "onNavigate">) {
  const { projectId } = useParams<{ projectId?: string }>();
  const { current, place } = usePlace(props.organizations, props.projects);
  const name = current?.id === projectId ? current?.name : undefined;
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2.5 border-line border-b bg-canvas px-4 lg:hidden">
      <Link href="/admin/projects" aria-label="Gatehouse: all projects" className="rounded-md">
        <LogoMark />
      </Link>
      <span className="text-line-strong" aria-hidden="true">
        /
      </span>
      <span className="min-w-0 flex-1 truncate font-medium text-sm">{name ?? "Gatehouse"}</span>
      {place && <BellLink organizationId={place.id} />}
      <OpensLater popup="dialog" preload={load} trigger={<MenuButton />}>
        <NavigationSheet {...props} />
      </OpensLater>
    </header>
  );
}
