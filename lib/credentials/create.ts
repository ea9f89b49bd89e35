import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { newId } from "../ids";
import { requireOwnProject } from "../own-project";
import { parse } from "../parse";
import { sealSecrets } from "./envelope";
import { inAudit } from "./in-audit";
import { type CreateCredentialInput, type CredentialView, createCredentialInput } from "./schema";
import { hintOf, modelRows, nameTaken, requireAllowed } from "./stored";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

/** Stores a provider's secrets, sealed. The gateway can forward with them on the next call. */
export async function createCredential(ctx: Context, input: CreateCredentialInput): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { name, provider, authMethod, config, secrets, baseUrl, models, withDefaultModels } = parse(
    createCredentialInput,
    input,
  );
  requireAllowed(baseUrl, config);
  const id = newId();
  return transaction(ctx, async (ctx, changed) => {
    await requireOwnProject(ctx);
    const row = await ctx.db.credential.create({
      data: {
        id,
        projectId: ctx.projectId,
        name,
        provider,
        authMethod,
        config,
        baseUrl,
        hint: hintOf(secrets),
        ...(await sealSecrets(ctx.db, id, secrets)),
        withDefaultModels,
        createdByKind: ctx.actor.kind,
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
        models: { create: modelRows(models) },
      },
      select: CREDENTIAL_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    await recordAudit(ctx, {
      action: "credential.create",
      targetId: id,
      targetName: name,
      after: {
        name,
        provider,
        authMethod,
        baseUrl,
        models: toCredentialView(row).models.map(inAudit),
        withDefaultModels,
      },
    });
    return toCredentialView(row);
  }).catch(nameTaken(name));
}
