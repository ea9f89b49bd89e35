import { authorise } from "../access";
import type { Context } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { parse } from "../parse";
import { type CredentialView, credentialIdInput } from "./schema";
import { CREDENTIAL_COLUMNS, toReadView } from "./view";

/** One credential of the project, without its secrets. */
export async function getCredential(ctx: Context, input: { id: string }): Promise<CredentialView> {
  authorise(ctx, "credentials:read");
  const { id } = parse(credentialIdInput, input);
  const row = isId(id)
    ? await ctx.db.credential.findFirst({
        where: { id, projectId: ctx.projectId, project: { organizationId: ctx.organizationId } },
        select: CREDENTIAL_COLUMNS,
      })
    : null;
  if (!row) throw notFound("This LLM API key");
  return toReadView(ctx, row);
}
