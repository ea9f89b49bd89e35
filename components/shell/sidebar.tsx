"use client";

import Link from "next/link";
import { BellLink } from "@/components/notices/bell-link";
import { cn } from "@/components/ui/cn";
import type { OrganizationOfUser, ProjectOfUser, UserView } from "@/lib/organizations/schema";
import { AccountMenu } from "./account-menu";
import { Logo } from "./logo";
import { ProjectNav } from "./project-nav";
import { ProjectSwitcher } from "./project-switcher";
import type { Theme } from "./theme";
import { usePlace } from "./use-place";

export type SidebarProps = {
  organizations: readonly OrganizationOfUser[];
  projects: readonly ProjectOfUser[];
  user: UserView;
  theme: Theme;
  saveTheme: (theme: Theme) => Promise<void>;
  onNavigate?: () => void;
};

/** What stands in the sidebar on wide screens and in the sheet on narrow ones. */
export function Sidebar({ organizations, projects, user, theme, saveTheme, onNavigate }: SidebarProps) {
  const { current, place } = usePlace(organizations, projects);
  return (
    <div className="flex h-full flex-col bg-sunken">
      <div className={cn("flex h-14 shrink-0 items-center justify-between pr-3 pl-5", onNavigate && "pr-14")}>
        <Link
          href="/admin/projects"
          onClick={onNavigate}
          className="rounded-md"
          aria-label="Gatehouse: all projects"
        >
          <Logo />
        </Link>
        {place && <BellLink organizationId={place.id} onNavigate={onNavigate} />}
      </div>
      <div className="flex-1 space-y-5 overflow-y-auto px-3 py-1">
        <ProjectSwitcher
          organizations={organizations}
          projects={projects}
          current={current}
          onNavigate={onNavigate}
        />
        {place && (
          <ProjectNav
            projectId={current?.id}
            organizationId={place.id}
            role={place.role}
            onNavigate={onNavigate}
          />
        )}
      </div>
      <div className="shrink-0 border-line border-t p-3">
        <AccountMenu user={user} theme={theme} saveTheme={saveTheme} onNavigate={onNavigate} />
      </div>
    </div>
  );
}
