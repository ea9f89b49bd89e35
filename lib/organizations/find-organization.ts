import { db } from "../db";
import { DomainError, notFound } from "../errors";
import { isId } from "../ids";

/** An organization by id or name, or the only one there is. For the command line. Throws `not_found` or `conflict`. */
export async function findOrganization(idOrName?: string): Promise<{ id: string; name: string }> {
  const where = idOrName === undefined ? {} : isId(idOrName) ? { id: idOrName } : { name: idOrName };
  const rows = await db().organization.findMany({ where, take: 2, select: { id: true, name: true } });
  if (rows.length === 0) throw notFound(`Organization ${idOrName ?? ""}`.trim());
  if (rows.length === 2)
    throw new DomainError("conflict", "There are several organizations. Name one with --organization.");
  return rows[0]!;
}
