import { authorise } from "../access";
import type { Context } from "../context";
import type { CredentialView } from "./schema";
import { CREDENTIAL_COLUMNS, toReadView } from "./view";

/** The project's credentials by name, without their secrets. */
export async function listCredentials(ctx: Context): Promise<CredentialView[]> {
  authorise(ctx, "credentials:read");
  const rows = await ctx.db.credential.findMany({
    where: { projectId: ctx.projectId, project: { organizationId: ctx.organizationId } },
    orderBy: { name: "asc" },
    select: CREDENTIAL_COLUMNS,
  });
  return rows.map((row) => toReadView(ctx, row));
}
