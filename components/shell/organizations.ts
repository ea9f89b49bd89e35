import type { ProjectOfUser } from "@/lib/organizations/schema";

export type OrganizationProjects = { id: string; name: string; projects: { id: string; name: string }[] };

/** The switcher's list: projects under their organizations, those whose name or organization holds every word. */
export function byOrganization(projects: readonly ProjectOfUser[], search = ""): OrganizationProjects[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const organizations = new Map<string, OrganizationProjects>();
  for (const { id, name, slug, organization } of projects) {
    const text = `${organization.name} ${name} ${slug}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const entry = organizations.get(organization.id) ?? { ...organization, projects: [] };
    entry.projects.push({ id, name });
    organizations.set(organization.id, entry);
  }
  return [...organizations.values()];
}
