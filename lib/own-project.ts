import type { Context } from "./context";
import { notFound } from "./errors";

/** For verbs that add to a project: it is one of the context's organization. Throws `not_found`. */
export async function requireOwnProject({ db, projectId, organizationId }: Context): Promise<void> {
  if ((await db.project.count({ where: { id: projectId, organizationId } })) === 0) {
    throw notFound("This project");
  }
}
