import { db } from "../db";
import { notFound } from "../errors";
import { isId } from "../ids";

/** The project and organization of a credential, for the command line, which names credentials by id alone. Throws `not_found`. */
export async function locateCredential(id: string): Promise<{ projectId: string; organizationId: string }> {
  const row = isId(id)
    ? await db().credential.findUnique({
        where: { id },
        select: { projectId: true, project: { select: { organizationId: true } } },
      })
    : null;
  if (!row) throw notFound(`Credential ${id}`);
  return { projectId: row.projectId, organizationId: row.project.organizationId };
}
