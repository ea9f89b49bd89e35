import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { PATH_HEADER } from "../address";
import type { Context } from "../context";
import { db } from "../db";
import { DomainError } from "../errors";
import { orNotFound, requestAddress } from "../http";
import { organizationFor, projectFor, type UserView } from "../organizations";
import { authOptions } from "./options";

/** Who is signed in, or null. One look-up per request. */
export const currentUser = cache(async (): Promise<UserView | null> => {
  const session = await getServerSession(authOptions());
  return (session?.user as UserView | undefined) ?? null;
});

/** Who is signed in; everybody else is sent to sign in first and comes back afterwards. For pages. */
export async function requireUser(): Promise<UserView> {
  const user = await currentUser();
  if (user) return user;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(path === "/" ? "/login" : `/login?from=${encodeURIComponent(path)}`);
}

/** The context of a person in an organization; a project's pages name the project, an organization's none. */
const contextFor = async (user: UserView, { role, organizationId, projectId }: Place): Promise<Context> => ({
  actor: { kind: "USER", id: user.id, name: user.name },
  role,
  organizationId,
  projectId,
  address: await requestAddress(),
  db: db(),
});

type Place = Pick<Context, "role" | "organizationId" | "projectId">;

const projectOf = cache(projectFor);
const organizationOf = cache(organizationFor);

async function inProject(user: UserView, projectId: string) {
  const { organization, role, ...project } = await projectOf(user.id, projectId);
  const ctx = await contextFor(user, { role, organizationId: organization.id, projectId: project.id });
  return { ctx, project, organization, user, role };
}

async function inOrganization(user: UserView, organizationId: string) {
  const { role, ...organization } = await organizationOf(user.id, organizationId);
  const ctx = await contextFor(user, { role, organizationId: organization.id, projectId: "" });
  return { ctx, organization, user, role };
}

/** The context of a server action or a console route. Throws `unauthenticated`, or `not_found` for a stranger to the project. */
export async function projectContext(projectId: string): Promise<Context> {
  return (await inProject(await signedIn(), projectId)).ctx;
}

/** The same for what belongs to an organization as a whole. */
export async function organizationContext(organizationId: string): Promise<Context> {
  return (await inOrganization(await signedIn(), organizationId)).ctx;
}

async function signedIn(): Promise<UserView> {
  const user = await currentUser();
  if (!user) throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
  return user;
}

/** What a page of a project needs. Redirects to sign in, or answers 404 for a stranger to the project. */
export async function projectPage(projectId: string) {
  return inProject(await requireUser(), projectId).catch(orNotFound);
}

/** The same for a page of an organization. */
export async function organizationPage(organizationId: string) {
  return inOrganization(await requireUser(), organizationId).catch(orNotFound);
}
