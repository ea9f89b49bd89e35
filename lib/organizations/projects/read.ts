import { authorise } from "../../access";
import type { Context } from "../../context";
import { db } from "../../db";
import { DomainError, notFound } from "../../errors";
import type { Role } from "../../generated/enums";
import { isId } from "../../ids";
import type { OrganizationOfUser, ProjectOfUser, ProjectView } from "../schema";

const PROJECT_COLUMNS = {
  id: true,
  name: true,
  slug: true,
  organization: { select: { id: true, name: true } },
} as const;

/** Every project that a user can open, by organization and name. */
export async function projectsOf(userId: string): Promise<ProjectOfUser[]> {
  const rows = await db().project.findMany({
    where: { organization: { memberships: { some: { userId } } } },
    orderBy: [{ organization: { name: "asc" } }, { name: "asc" }],
    select: {
      ...PROJECT_COLUMNS,
      organization: {
        select: { id: true, name: true, memberships: { where: { userId }, select: { role: true } } },
      },
    },
  });
  return rows.map(({ organization: { memberships, ...organization }, ...project }) => ({
    ...project,
    organization,
    role: memberships[0]!.role,
  }));
}

/** Every organization that a user belongs to, by name, also one without a project. */
export async function organizationsOf(userId: string): Promise<OrganizationOfUser[]> {
  const rows = await db().membership.findMany({
    where: { userId },
    orderBy: [{ organization: { name: "asc" } }, { organizationId: "asc" }],
    select: { role: true, organization: { select: { id: true, name: true } } },
  });
  return rows.map(({ role, organization }) => ({ ...organization, role }));
}

/** The projects of the context's organization, by name. */
export async function projectsIn(ctx: Context): Promise<ProjectView[]> {
  authorise(ctx, "project:read");
  const { organizationId } = ctx;
  const select = { id: true, name: true, slug: true };
  return ctx.db.project.findMany({
    where: { organizationId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select,
  });
}

/** One project as a user sees it, with their role. Throws `not_found` for a stranger as for a project that is not there. */
export async function projectFor(userId: string, projectId: string): Promise<ProjectOfUser> {
  const row = isId(projectId)
    ? await db().project.findFirst({
        where: { id: projectId, organization: { memberships: { some: { userId } } } },
        select: {
          ...PROJECT_COLUMNS,
          organization: {
            select: { id: true, name: true, memberships: { where: { userId }, select: { role: true } } },
          },
        },
      })
    : null;
  if (!row) throw notFound("This project");
  const { memberships, ...organization } = row.organization;
  return { ...row, organization, role: memberships[0]!.role as Role };
}

/** A project by id or slug, for the command line, which acts for the operator. Throws `not_found` or `conflict`. */
export async function findProject(idOrSlug: string) {
  const rows = await db().project.findMany({
    where: isId(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug },
    take: 2,
    select: PROJECT_COLUMNS,
  });
  if (rows.length === 0) throw notFound(`Project ${idOrSlug}`);
  if (rows.length === 2) {
    throw new DomainError("conflict", `Several organizations have a project ${idOrSlug}. Name it by its id.`);
  }
  return rows[0]!;
}
