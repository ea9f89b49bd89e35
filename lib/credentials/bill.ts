import { recordAudit } from "../audit";
import type { Change } from "../changes";
import type { Context } from "../context";
import { type Tx, transaction } from "../db";
import { formatUsd } from "../money";
import { costOf, isProviderId } from "../providers";
import { billUnpriced } from "../usage";
import { customPrices, type PricedModel, priceOf } from "./price";

type InTransaction = Context & { db: Tx };
type Billable = { id: string; name: string; provider: string; models: PricedModel[] };

/**
 * Bills what was called of a credential before its models had a price, in the transaction that gave them one. True where more waits
 * than one transaction bills.
 */
export async function billCredential(
  ctx: InTransaction,
  changed: (change: Change) => void,
  { id, name, provider, models }: Billable,
): Promise<boolean> {
  if (!isProviderId(provider)) return false;
  const credential = { provider, prices: customPrices(models) };
  const { projectId, organizationId } = ctx;
  const waiting = await ctx.db.unpricedUsage.findMany({
    where: { projectId, credentialId: id },
    select: { model: true },
    orderBy: { model: "asc" },
  });
  for (const { model } of waiting) {
    if (priceOf(credential, model, Date.now()) === null) continue;
    const { requests, costNanoUsd, more } = await billUnpriced(ctx.db, {
      projectId,
      credentialId: id,
      model,
      costOf: (counts, atMs) => {
        const rates = priceOf(credential, model, atMs);
        return rates && costOf(rates, counts);
      },
    });
    if (requests > 0) {
      changed({ kind: "spend", organizationId });
      await recordAudit(ctx, {
        action: "usage.bill",
        targetId: id,
        targetName: name,
        after: { model, requests, costUsd: formatUsd(costNanoUsd) },
      });
    }
    if (more) return true;
  }
  return false;
}

/** Bills what waits, in as many transactions as it takes. */
export async function billWaiting(ctx: Context, credentialId: string): Promise<void> {
  for (let more = true; more; ) {
    more = await transaction(ctx, async (ctx, changed) => {
      const credential = await ctx.db.credential.findFirst({
        where: { id: credentialId, projectId: ctx.projectId },
        select: { id: true, name: true, provider: true, models: true },
      });
      return credential !== null && billCredential(ctx, changed, credential);
    });
  }
}
