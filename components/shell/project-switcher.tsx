"use client";

import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ProjectOfUser } from "@/lib/organizations/schema";
import { ProjectList } from "./project-list";
import { ProjectTile } from "./project-tile";

export type ProjectSwitcherProps = {
  projects: readonly ProjectOfUser[];
  current: ProjectOfUser | undefined;
  onNavigate?: () => void;
};

/** Shows which project is open and leads to the others. */
export function ProjectSwitcher({ projects, current, onNavigate }: ProjectSwitcherProps) {
  const [open, setOpen] = useState(false);
  const name = current?.name ?? "Choose a project";
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={current ? `Project: ${name}, ${current.organization.name}` : name}
        className="flex min-h-10 w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2 py-1.5 text-left shadow-xs transition-colors hover:bg-hover data-[state=open]:bg-hover"
      >
        {current && <ProjectTile name={current.name} />}
        <span className="min-w-0 flex-1 leading-4">
          <span className="block truncate font-medium text-ink text-sm">{name}</span>
          {current && <span className="block truncate text-2xs text-muted">{current.organization.name}</span>}
        </span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
      </PopoverTrigger>
      <PopoverContent aria-label="Projects" className="w-64 p-0">
        <ProjectList
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
