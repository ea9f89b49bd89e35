import { db } from "../db";
import { notFound } from "../errors";
import { isId } from "../ids";

/** The project and organization of a key, for the command line, which names keys by id alone. Throws `not_found`. */
export async function locateKey(id: string): Promise<{ projectId: string; organizationId: string }> {
  const row = isId(id)
    ? await db().apiKey.findUnique({
        where: { id },
        select: { projectId: true, project: { select: { organizationId: true } } },
      })
    : null;
  if (!row) throw notFound(`API key ${id}`);
  return { projectId: row.projectId, organizationId: row.project.organizationId };
}
