"use client";

import { Check, Search, Settings2 } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useRef, useState } from "react";
import type { OrganizationOfUser, ProjectOfUser } from "@/lib/organizations/schema";
import { organizationPath, samePageOf } from "./navigation";
import { byOrganization } from "./organizations";

/** Not those beside an organization's name. */
const PROJECT_LINKS = "a[data-project]";

export type ProjectListProps = {
  organizations: readonly OrganizationOfUser[];
  projects: readonly ProjectOfUser[];
  currentId: string | undefined;
  onChosen: () => void;
};

/** A search field over links to every project: arrows walk them, Enter in the field opens the first. */
export function ProjectList({ organizations: all, projects, currentId, onChosen }: ProjectListProps) {
  const [search, setSearch] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  const organizations = byOrganization(all, projects, search);

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>(PROJECT_LINKS) ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const inField = document.activeElement instanceof HTMLInputElement;
    if (event.key === "Enter" && inField) links[0]?.click();
    else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1]?.focus();
    else if (event.key === "ArrowUp" && at === 0) event.currentTarget.querySelector("input")?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <search onKeyDown={walk} className="block">
      <div className="flex items-center gap-2 border-line border-b px-3">
        <Search className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
        <input
          type="search"
          aria-label="Find a project"
          placeholder="Find a project"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="h-9 w-full bg-transparent text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-[16px] [&::-webkit-search-cancel-button]:hidden"
        />
      </div>
      <div ref={list} className="max-h-80 overflow-y-auto p-1">
        {organizations.map((organization) => (
          <section key={organization.id} aria-label={organization.name}>
            <div className="flex items-center justify-between gap-2 pt-1.5 pr-1 pb-0.5 pl-2">
              <h3 className="truncate text-faint text-xs">{organization.name}</h3>
              <Link
                href={organizationPath(organization.id)}
                onClick={onChosen}
                aria-label={`Settings of ${organization.name}`}
                title="Limits and credits"
                className="flex size-6 shrink-0 items-center justify-center rounded-md text-faint outline-none hover:bg-hover hover:text-ink focus:bg-hover pointer-coarse:size-9"
              >
                <Settings2 className="size-3.5" aria-hidden="true" />
              </Link>
            </div>
            {organization.projects.map((project) => (
              <Link
                key={project.id}
                href={samePageOf(project.id, pathname)}
                data-project
                onClick={onChosen}
                aria-current={project.id === currentId ? "true" : undefined}
                className="flex min-h-7.5 items-center justify-between gap-2 rounded-md px-2 text-sm outline-none hover:bg-hover focus:bg-hover pointer-coarse:min-h-10"
              >
                <span className="truncate">{project.name}</span>
                {project.id === currentId && (
                  <Check className="size-4 shrink-0 text-accent-ink" aria-hidden="true" />
                )}
              </Link>
            ))}
          </section>
        ))}
        {organizations.length === 0 && (
          <p role="status" className="px-2 py-4 text-center text-muted text-sm">
            No project matches.
          </p>
        )}
      </div>
    </search>
  );
}
