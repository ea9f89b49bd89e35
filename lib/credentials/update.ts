import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { notFound } from "../errors";
import { parse } from "../parse";
import { billCredential, billWaiting } from "./bill";
import { sealSecrets } from "./envelope";
import { inAudit } from "./in-audit";
import { mergeFields } from "./merge";
import { type CredentialView, type UpdateCredentialInput, updateCredentialInput } from "./schema";
import { hintOf, modelRows, nameTaken, requireAllowed, within } from "./stored";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

const SEALED = { sealedSecret: true, sealedDataKey: true, kekVersion: true } as const;

/** Changes a credential in one place; every endpoint and every process uses it on the next call. */
export async function updateCredential(ctx: Context, input: UpdateCredentialInput): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { id, name, fields, models, withDefaultModels } = parse(updateCredentialInput, input);
  const where = within(ctx, id);
  const { view, more } = await transaction(ctx, async (ctx, changed) => {
    await ctx.db.$executeRaw`SELECT 1 FROM credentials WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await ctx.db.credential.findFirst({ where, select: { ...CREDENTIAL_COLUMNS, ...SEALED } });
    if (!before) throw notFound("This credential");
    const { sealedSecret, sealedDataKey, kekVersion, ...visible } = before;
    const merged =
      fields && (await mergeFields({ ...visible, sealedSecret, sealedDataKey, kekVersion }, fields));
    if (merged) requireAllowed(merged.baseUrl, merged.config);
    if (models) {
      await ctx.db.credentialModel.deleteMany({ where: { credentialId: id } });
      await ctx.db.credentialModel.createMany({
        data: modelRows(models).map((row) => ({ ...row, credentialId: id })),
      });
    }
    const row = await ctx.db.credential.update({
      where,
      data: {
        name,
        withDefaultModels,
        updatedAt: new Date(),
        ...(merged && {
          config: merged.config,
          baseUrl: merged.baseUrl,
          hint: hintOf(merged.secrets),
          ...(await sealSecrets(ctx.db, id, merged.secrets)),
        }),
      },
      select: CREDENTIAL_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    const after = toCredentialView(row);
    await recordAudit(ctx, {
      action: "credential.update",
      targetId: id,
      targetName: after.name,
      before: describe(toCredentialView(visible)),
      after: { ...describe(after), secretChanged: merged?.secretChanged ?? false },
    });
    return { view: after, more: models !== undefined && (await billCredential(ctx, changed, row)) };
  }).catch(nameTaken(name));
  if (more) await billWaiting(ctx, id);
  return view;
}

const describe = ({ name, baseUrl, config, models, withDefaultModels }: CredentialView) => ({
  name,
  baseUrl,
  config: JSON.stringify(config),
  models: models.map(inAudit),
  withDefaultModels,
});
