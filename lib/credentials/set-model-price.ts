import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { transaction } from "../db";
import { notFound } from "../errors";
import { parse } from "../parse";
import { billCredential, billWaiting } from "./bill";
import { type CredentialView, type SetModelPriceInput, setModelPriceInput } from "./schema";
import { modelRow, within } from "./stored";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

/**
 * Says what one model of a credential costs, and bills what was called of it before. It does not put the model on the list of what
 * the credential serves: a price changes nobody's routes.
 */
export async function setModelPrice(ctx: Context, input: SetModelPriceInput): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { credentialId, model, ...prices } = parse(setModelPriceInput, input);
  const where = within(ctx, credentialId);
  const { view, more } = await transaction(ctx, async (ctx, changed) => {
    await ctx.db.$executeRaw`SELECT 1 FROM credentials WHERE id = ${credentialId}::uuid FOR UPDATE`;
    const before = await ctx.db.credential.findFirst({ where, select: CREDENTIAL_COLUMNS });
    if (!before) throw notFound("This credential");
    const row = modelRow({ name: model, ...prices });
    await ctx.db.credentialModel.upsert({
      where: { credentialId_name: { credentialId, name: model } },
      create: { ...row, credentialId, listed: false },
      update: row,
    });
    const after = await ctx.db.credential.update({
      where,
      data: { updatedAt: new Date() },
      select: CREDENTIAL_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    const old = toCredentialView(before).models.find(({ name }) => name === model);
    await recordAudit(ctx, {
      action: "credential.price",
      targetId: credentialId,
      targetName: before.name,
      before: { model, ...described(old) },
      after: { model, ...described(prices) },
    });
    return { view: toCredentialView(after), more: await billCredential(ctx, changed, after) };
  });
  if (more) await billWaiting(ctx, credentialId);
  return view;
}

type Prices = {
  inputUsdPerMillion: string | null;
  outputUsdPerMillion: string | null;
  cachedInputUsdPerMillion?: string | null;
};

const described = (prices: Prices | undefined) => ({
  inputUsdPerMillion: prices?.inputUsdPerMillion ?? null,
  outputUsdPerMillion: prices?.outputUsdPerMillion ?? null,
  cachedInputUsdPerMillion: prices?.cachedInputUsdPerMillion || null,
});
