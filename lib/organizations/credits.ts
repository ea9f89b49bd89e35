import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Change } from "../changes";
import type { Context } from "../context";
import { type Tx, transaction } from "../db";
import { DomainError, notFound } from "../errors";
import { newId } from "../ids";
import { formatUsd, parseUsd } from "../money";
import { parse } from "../parse";
import { type AddCreditsInput, addCreditsInput, type OrganizationSettings, parseSignedUsd } from "./schema";
import { storedOrganization, toSettings } from "./settings";

/** Far from what a bigint of nano-dollars holds. */
const MAX_BALANCE = parseUsd("999999999")!;

/** Adds to an organization's credits, or takes from them; the first ones make it prepaid. */
export async function addCredits(ctx: Context, input: AddCreditsInput): Promise<OrganizationSettings> {
  authorise(ctx, "organization:write");
  const { amountUsd, note } = parse(addCreditsInput, input);
  const amount = parseSignedUsd(amountUsd)!;
  return transaction(ctx, async (ctx, changed) => {
    const before = await lockedBalance(ctx);
    const after = (before ?? 0n) + amount;
    if (amount < 0n && after < 0n) throw refusal(`There are $${formatUsd(before ?? 0n)} to take away.`);
    if (after > MAX_BALANCE) throw refusal("An organization holds at most $999,999,999.");
    return write(ctx, changed, { action: "organization.add_credits", before, after, amount, note });
  });
}

/** Makes an organization not prepaid any more: what is left is taken away, and calls go on without credits. Twice changes nothing. */
export async function stopCredits(ctx: Context): Promise<OrganizationSettings> {
  authorise(ctx, "organization:write");
  return transaction(ctx, async (ctx, changed) => {
    const before = await lockedBalance(ctx);
    if (before === null) return toSettings(await storedOrganization(ctx));
    const change = { before, after: null, amount: -before, note: "Not prepaid any more" };
    return write(ctx, changed, { action: "organization.stop_credits", ...change });
  });
}

type Tracked = Context & { db: Tx };

/** Usage is written beside this and moves the balance too: the row is held until this change is in. */
async function lockedBalance(ctx: Tracked): Promise<bigint | null> {
  const [row] = await ctx.db.$queryRaw<{ balance: bigint | null }[]>`
    SELECT credits_nano_usd AS balance FROM organizations WHERE id = ${ctx.organizationId}::uuid FOR NO KEY UPDATE`;
  if (!row) throw notFound("This organization");
  return row.balance;
}

type CreditChange = {
  action: "organization.add_credits" | "organization.stop_credits";
  before: bigint | null;
  after: bigint | null;
  amount: bigint;
  note: string;
};

async function write(
  ctx: Tracked,
  changed: (change: Change) => void,
  { action, before, after, amount, note }: CreditChange,
): Promise<OrganizationSettings> {
  const { organizationId, actor } = ctx;
  await ctx.db.organization.update({ where: { id: organizationId }, data: { creditsNanoUsd: after } });
  if (amount !== 0n) {
    await ctx.db.creditEntry.create({
      data: {
        id: newId(),
        organizationId,
        amountNanoUsd: amount,
        note,
        createdByKind: actor.kind,
        createdById: actor.id,
        createdByName: actor.name,
      },
    });
  }
  changed({ kind: "organization", organizationId });
  changed({ kind: "spend", organizationId });
  const settings = toSettings(await storedOrganization(ctx));
  await recordAudit(ctx, {
    action,
    targetId: organizationId,
    targetName: settings.name,
    before: { creditsUsd: before === null ? null : formatUsd(before) },
    after: { creditsUsd: settings.creditsUsd, amountUsd: formatUsd(amount), note },
  });
  return settings;
}

const refusal = (message: string) => new DomainError("invalid_input", message, { amountUsd: message });
