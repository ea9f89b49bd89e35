import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { notFound } from "../errors";
import { isId } from "../ids";
import { parse } from "../parse";
import { type CredentialView, credentialIdInput } from "./schema";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

/** Deletes a credential and its sealed secret for good: calls that need it answer `no_credential` at once. */
export async function deleteCredential(ctx: Context, input: { id: string }): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { id } = parse(credentialIdInput, input);
  if (!isId(id)) throw notFound("This credential");
  return transaction(ctx, async (ctx, changed) => {
    const where = { id, projectId: ctx.projectId, project: { organizationId: ctx.organizationId } };
    const row = await ctx.db.credential.findFirst({ where, select: CREDENTIAL_COLUMNS });
    if (!row) throw notFound("This credential");
    await ctx.db.credential.delete({ where });
    changed({ kind: "routes", projectId: ctx.projectId });
    const view = toCredentialView(row);
    await recordAudit(ctx, {
      action: "credential.delete",
      targetId: id,
      targetName: view.name,
      before: { name: view.name, provider: view.provider, baseUrl: view.baseUrl, models: view.models },
    });
    return view;
  });
}
