import { authorise } from "../../access";
import type { Context } from "../../context";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import { parse } from "../../parse";
import { type FindingView, listFindingsInput } from "../schema";
import { expiringKeys } from "./expiring-keys";
import { idleKeys } from "./idle-keys";
import { storedFindings } from "./stored";

/** What is unusual about the project's keys, or about one; the urgent first. */
export async function listFindings(
  ctx: Context,
  input: { keyId?: string } = {},
  now = new Date(),
): Promise<FindingView[]> {
  authorise(ctx, "usage:read");
  const { keyId = null } = parse(listFindingsInput, input);
  if (keyId !== null) await ensureKey(ctx, keyId);
  const found = await Promise.all([
    storedFindings(ctx, keyId, now),
    expiringKeys(ctx, keyId, now),
    idleKeys(ctx, keyId, now),
  ]);
  return found.flat().sort((a, b) => Number(b.urgent) - Number(a.urgent));
}

async function ensureKey(ctx: Context, keyId: string): Promise<void> {
  const { projectId, organizationId } = ctx;
  const where = { id: keyId, projectId, project: { organizationId } };
  if (!isId(keyId) || (await ctx.db.apiKey.count({ where })) === 0) throw notFound("This API key");
}
