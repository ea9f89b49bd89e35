"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import type { ProjectOfUser } from "@/lib/organizations/schema";
import { ProjectTile } from "./project-tile";

type Props = ComponentProps<"button"> & { current: ProjectOfUser | undefined };

/** Which project is open; opens the list of the others. */
export function ProjectButton({ current, ...props }: Props) {
  const name = current?.name ?? "Choose a project";
  return (
    <button
      type="button"
      aria-label={current ? `Project: ${name}, ${current.organization.name}` : name}
      className="flex min-h-10 w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2 py-1.5 text-left shadow-xs transition-colors hover:bg-hover data-[state=open]:bg-hover"
      {...props}
    >
      {current && <ProjectTile name={current.name} />}
      <span className="min-w-0 flex-1 leading-4">
        <span className="block truncate font-medium text-ink text-sm">{name}</span>
        {current && <span className="block truncate text-2xs text-muted">{current.organization.name}</span>}
      </span>
      <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
    </button>
  );
}
