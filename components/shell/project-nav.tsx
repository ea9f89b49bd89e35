"use client";

import { usePathname } from "next/navigation";
import type { ProjectOfUser } from "@/lib/organizations/schema";
import { NavLink } from "./nav-link";
import { activeHref, organizationSection, projectSections } from "./navigation";

export type ProjectNavProps = {
  /** Undefined where an organization is open, and none of its projects. */
  projectId: string | undefined;
  /** The organization and the role in it. */
  organizationId: string;
  role: ProjectOfUser["role"];
  onNavigate?: () => void;
};

/** The pages of the project that is open, and of its organization. */
export function ProjectNav({ projectId, organizationId, role, onNavigate }: ProjectNavProps) {
  const sections = [
    ...(projectId === undefined ? [] : projectSections(projectId)),
    organizationSection(organizationId, role),
  ];
  const active = activeHref(
    sections.flatMap((section) => section.items),
    usePathname(),
  );
  return (
    <nav aria-label={projectId === undefined ? "Organization" : "Project"} className="flex flex-col gap-5">
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
