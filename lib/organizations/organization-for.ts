import { db } from "../db";
import { notFound } from "../errors";
import { isId } from "../ids";
import type { OrganizationOfUser } from "./schema";

/** One organization as a user sees it, with their role. Throws `not_found` for a stranger as for one that is not there. */
export async function organizationFor(userId: string, organizationId: string): Promise<OrganizationOfUser> {
  const row = isId(organizationId)
    ? await db().membership.findUnique({
        where: { organizationId_userId: { organizationId, userId } },
        select: { role: true, organization: { select: { id: true, name: true } } },
      })
    : null;
  if (!row) throw notFound("This organization");
  return { ...row.organization, role: row.role };
}
