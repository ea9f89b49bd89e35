import { authorise } from "../../access";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import { parse } from "../../parse";
import { dismissFindingInput } from "../schema";

/** Takes a finding off the list for everyone. The same about another hour or another range is a new one. Twice changes nothing. */
export async function dismissFinding(ctx: Context, input: { id: string }): Promise<void> {
  authorise(ctx, "keys:write");
  const { id } = parse(dismissFindingInput, input);
  if (!isId(id)) throw notFound("This finding");
  const { projectId, organizationId } = ctx;
  await transaction(ctx, async (ctx) => {
    const finding = await ctx.db.finding.findFirst({ where: { id, projectId, organizationId } });
    if (!finding) throw notFound("This finding");
    const dismissed = await ctx.db.finding.updateMany({
      where: { id, dismissedAt: null },
      data: { dismissedAt: new Date() },
    });
    if (dismissed.count === 0) return;
    await recordAudit(ctx, {
      action: "finding.dismiss",
      targetId: id,
      targetName: finding.kind,
      after: { keyId: finding.keyId, subject: finding.subject },
    });
  });
}
