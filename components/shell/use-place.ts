"use client";

import { useParams } from "next/navigation";
import type { OrganizationOfUser, ProjectOfUser } from "@/lib/organizations/schema";

/** Which project and organization the page is about. Where there is only one, it is that one on every page. */
export function usePlace(organizations: readonly OrganizationOfUser[], projects: readonly ProjectOfUser[]) {
  const { projectId, organizationId } = useParams<{ projectId?: string; organizationId?: string }>();
  const current =
    projects.find(({ id }) => id === projectId) ?? (projects.length === 1 ? projects[0] : undefined);
  const place =
    organizations.find(({ id }) => id === (organizationId ?? current?.organization.id)) ??
    (organizations.length === 1 ? organizations[0] : undefined);
  return { current, place };
}
