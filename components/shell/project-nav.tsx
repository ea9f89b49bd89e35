"use client";

import { usePathname } from "next/navigation";
import { NavLink } from "./nav-link";
import { activeHref, projectSections } from "./navigation";

export type ProjectNavProps = { projectId: string; onNavigate?: () => void };

/** The pages of the project that is open. */
export function ProjectNav({ projectId, onNavigate }: ProjectNavProps) {
  const sections = projectSections(projectId);
  const active = activeHref(
    sections.flatMap((section) => section.items),
    usePathname(),
  );
  return (
    <nav aria-label="Project" className="flex flex-col gap-5">
      {sections.map(({ label, items }) => (
        <div key={label} className="flex flex-col gap-px">
          {label && <h2 className="px-2 pb-1.5 font-medium text-faint text-xs">{label}</h2>}
          {items.map((item) => (
            <NavLink key={item.href} item={item} active={item.href === active} onNavigate={onNavigate} />
          ))}
        </div>
      ))}
    </nav>
  );
}
