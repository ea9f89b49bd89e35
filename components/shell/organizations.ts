import type { OrganizationOfUser, ProjectOfUser } from "@/lib/organizations/schema";

type Organization = Pick<OrganizationOfUser, "id" | "name">;
export type OrganizationProjects = { id: string; name: string; projects: { id: string; name: string }[] };

/** Those without a project are there while nothing is looked for. */
const places = (organizations: readonly Organization[], words: readonly string[]) =>
  new Map<string, OrganizationProjects>(
    words.length > 0 ? [] : organizations.map(({ id, name }) => [id, { id, name, projects: [] }]),
  );

/** The switcher's list: projects under their organizations, those whose name or organization holds every word. */
export function byOrganization(
  all: readonly Organization[],
  projects: readonly ProjectOfUser[],
  search = "",
): OrganizationProjects[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const organizations = places(all, words);
  for (const { id, name, slug, organization } of projects) {
    const text = `${organization.name} ${name} ${slug}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const entry = organizations.get(organization.id) ?? { ...organization, projects: [] };
    entry.projects.push({ id, name });
    organizations.set(organization.id, entry);
  }
  return [...organizations.values()];
}
