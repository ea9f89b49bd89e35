"use client";

import { useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { OrganizationOfUser, ProjectOfUser } from "@/lib/organizations/schema";
import { ProjectButton } from "./project-button";
import { ProjectList } from "./project-list";

export type ProjectSwitcherProps = {
  organizations: readonly OrganizationOfUser[];
  projects: readonly ProjectOfUser[];
  current: ProjectOfUser | undefined;
  onNavigate?: () => void;
};

/** The list of projects, open from its first moment. */
export function OpenProjectSwitcher({ organizations, projects, current, onNavigate }: ProjectSwitcherProps) {
  const [open, setOpen] = useState(true);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <ProjectButton current={current} />
      </PopoverTrigger>
      <PopoverContent aria-label="Projects" className="w-64 p-0">
        <ProjectList
          organizations={organizations}
          projects={projects}
          currentId={current?.id}
          onChosen={() => {
            setOpen(false);
            onNavigate?.();
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
