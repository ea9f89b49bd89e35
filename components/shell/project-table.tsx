import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ProjectOfUser } from "@/lib/organizations/schema";
import { projectPath } from "./navigation";
import { byOrganization } from "./organizations";
import { ProjectTile } from "./project-tile";

/** Every project that the reader can open, under its organization. */
export function ProjectTable({ projects }: { projects: readonly ProjectOfUser[] }) {
  const slugs = new Map(projects.map((project) => [project.id, project.slug]));
  return (
    <div className="flex flex-col gap-8">
      {byOrganization(projects).map((organization) => (
        <section key={organization.id} aria-label={organization.name}>
          <h2 className="mb-2 font-medium text-muted text-sm">{organization.name}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {organization.projects.map((project) => (
              <li key={project.id}>
                <Link
                  href={projectPath(project.id)}
                  className="flex h-14 items-center gap-3 px-4 transition-colors hover:bg-sunken focus-visible:outline-offset-[-2px]"
                >
                  <ProjectTile name={project.name} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{project.name}</span>
                    <span className="block truncate font-mono text-2xs text-muted">
                      {slugs.get(project.id)}
                    </span>
                  </span>
                  <ChevronRight className="size-4 text-faint" aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
