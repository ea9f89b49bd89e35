import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { PATH_HEADER } from "../address";
import type { Context } from "../context";
import { db } from "../db";
import { DomainError } from "../errors";
import { requestAddress } from "../http";
import { projectFor, type UserView } from "../organizations";
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

const membership = cache(async (userId: string, projectId: string) => projectFor(userId, projectId));

async function contextOf(user: UserView, projectId: string) {
  const { organization, role, ...project } = await membership(user.id, projectId);
  const ctx: Context = {
    actor: { kind: "USER", id: user.id, name: user.name },
    role,
    organizationId: organization.id,
    projectId: project.id,
    address: await requestAddress(),
    db: db(),
  };
  return { ctx, project, organization, user, role };
}

/** The context of a server action or a console route. Throws `unauthenticated`, or `not_found` for a stranger to the project. */
export async function projectContext(projectId: string): Promise<Context> {
  const user = await currentUser();
  if (!user) throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
  return (await contextOf(user, projectId)).ctx;
}

/** What a page of a project needs. Redirects to sign in, or answers 404 for a stranger to the project. */
export async function projectPage(projectId: string) {
  const user = await requireUser();
  return contextOf(user, projectId).catch((error) => {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  });
}
