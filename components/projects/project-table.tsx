import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { projectPath } from "@/components/shell/navigation";
import { byOrganization } from "@/components/shell/organizations";
import { ProjectTile } from "@/components/shell/project-tile";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ProjectFigures, ProjectOfUser } from "@/lib/organizations/schema";
import type { ProjectsPageProps } from "./projects-page";

type Props = Omit<ProjectsPageProps, "createProject"> & { search: string };

/** Every project that the search finds, under its organization, with what there is of keys and when one was last used. */
export function ProjectTable({ organizations, projects, figures, search }: Props) {
  const found = byOrganization(organizations, projects, search);
  const all = new Map(projects.map((project) => [project.id, project]));
  const known = new Map(figures.map((one) => [one.id, one]));
  return (
    <div className="flex flex-col gap-8">
      {found.length === 0 && (
        <p role="status" className="text-muted text-sm">
          No project matches.
        </p>
      )}
      {found.map((organization) => (
        <section key={organization.id} aria-label={organization.name}>
          <h2 className="mb-2 font-medium text-muted text-sm">{organization.name}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {organization.projects.map(({ id }) => (
              <ProjectItem key={id} project={all.get(id)!} figures={known.get(id)} />
            ))}
            {organization.projects.length === 0 && (
              <li className="px-4 py-5 text-muted text-sm">No projects yet.</li>
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ProjectItem({ project, figures }: { project: ProjectOfUser; figures: ProjectFigures | undefined }) {
  const { id, name, slug } = project;
  const keys = figures?.keys ?? 0;
  return (
    <li>
      <Link
        href={projectPath(id)}
        className="flex h-14 items-center gap-3 px-4 transition-colors hover:bg-sunken focus-visible:outline-offset-[-2px]"
      >
        <ProjectTile name={name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate font-mono text-2xs text-muted">{slug}</span>
        </span>
        <span className="shrink-0 text-right text-muted text-xs">
          <span className="block text-ink">{keys === 1 ? "1 API key" : `${keys} API keys`}</span>
          {figures?.lastUsedAt ? (
            <span>
              Used <RelativeTime value={figures.lastUsedAt} />
            </span>
          ) : (
            "Never used"
          )}
        </span>
        <ChevronRight className="size-4 text-faint" aria-hidden="true" />
      </Link>
    </li>
  );
}
