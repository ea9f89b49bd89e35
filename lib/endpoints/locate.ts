import { db } from "../db";
import { notFound } from "../errors";
import { isId } from "../ids";

/** The project and organization of an endpoint, for the command line, which names endpoints by id alone. Throws `not_found`. */
export async function locateEndpoint(id: string): Promise<{ projectId: string; organizationId: string }> {
  const row = isId(id)
    ? await db().endpoint.findUnique({
        where: { id },
        select: { projectId: true, project: { select: { organizationId: true } } },
      })
    : null;
  if (!row) throw notFound(`Endpoint ${id}`);
  return { projectId: row.projectId, organizationId: row.project.organizationId };
}
