import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { DomainError, notFound } from "../errors";
import { parse } from "../parse";
import { type CredentialView, type DeleteCredentialInput, deleteCredentialInput } from "./schema";
import { within } from "./stored";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

/**
 * Deletes a credential and its sealed secrets for good: calls that need it answer `no_credential` at once. When endpoints depend on
 * it, its name has to be typed; that is checked here again, because an endpoint may have come to need it meanwhile.
 */
export async function deleteCredential(ctx: Context, input: DeleteCredentialInput): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { id, confirmName } = parse(deleteCredentialInput, input);
  const where = within(ctx, id);
  return transaction(ctx, async (ctx, changed) => {
    // Endpoints take a share lock on the credentials they name: from here on none can begin to depend on this one.
    await ctx.db.$executeRaw`SELECT 1 FROM credentials WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await ctx.db.credential.findFirst({ where, select: CREDENTIAL_COLUMNS });
    if (!row) throw notFound("This credential");
    const view = toCredentialView(row);
    requireConfirmation(view, confirmName);
    await ctx.db.credential.delete({ where });
    changed({ kind: "routes", projectId: ctx.projectId });
    await recordAudit(ctx, {
      action: "credential.delete",
      targetId: id,
      targetName: view.name,
      before: {
        name: view.name,
        provider: view.provider,
        baseUrl: view.baseUrl,
        models: view.models.map((model) => model.name),
        dependents: view.dependents.map((endpoint) => endpoint.slug),
      },
    });
    return view;
  });
}

function requireConfirmation({ name, dependents }: CredentialView, confirmName: string | undefined): void {
  if (dependents.length === 0 || confirmName === name) return;
  const slugs = dependents.map((endpoint) => endpoint.slug).join(", ");
  const count = dependents.length === 1 ? "an endpoint" : `${dependents.length} endpoints`;
  throw new DomainError(
    "conflict",
    `${name} is used by ${count}: ${slugs}. Type its name to delete it all the same.`,
    {
      confirmName: `Type ${name}.`,
    },
  );
}
