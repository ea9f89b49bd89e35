import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { isDatabaseError, type Tx, transaction } from "../db";
import { env } from "../env";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { parse } from "../parse";
import { findKey, keyChange, within } from "./find";
import {
  type CreatedKey,
  LATEST_EXPIRY_MS,
  type Overlap,
  type RotateKeyInput,
  rotateKeyInput,
} from "./schema";
import { displaySecret, generateSecret, hashSecret } from "./secret";
import { KEY_COLUMNS, type KeyRow, toKeyView } from "./view";

const HOUR_MS = 3_600_000;
const OVERLAPS_MS: Record<Overlap, number | null> = {
  now: 0,
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  until_deleted: null,
};

/** When an overlap that begins now ends; null for one that ends with the key's deletion. */
export function overlapEnd(overlap: Overlap, now: Date): Date | null {
  const lengthMs = OVERLAPS_MS[overlap];
  return lengthMs === null ? null : new Date(now.getTime() + lengthMs);
}

/**
 * Makes a key's successor with the same note, limits and rights, and gives its secret, once. Both work until the overlap ends or the old
 * key is deleted; one that has stopped already does not come back. A legacy key is succeeded by a standard one. Throws `conflict` while there
 * is a successor already.
 */
export async function rotateKey(ctx: Context, input: RotateKeyInput): Promise<CreatedKey> {
  authorise(ctx, "keys:write");
  const { id, overlap } = parse(rotateKeyInput, input);
  const secret = generateSecret(env().GATEHOUSE_KEY_PREFIX);
  return transaction(ctx, async (ctx, changed) => {
    const old = await findKey(ctx, id, { alive: true });
    await freeSuccession(ctx, old);
    const now = new Date();
    const successor = await ctx.db.apiKey
      .create({
        data: { ...inheritance(old, now), ...identity(ctx, secret), replacesId: id },
        select: KEY_COLUMNS,
      })
      .catch(refuseSecond);
    const overlapEndsAt = hasStopped(old, now) ? old.overlapEndsAt : overlapEnd(overlap, now);
    const rotated = await ctx.db.apiKey.update({
      where: { ...within(ctx, id), deletedAt: null },
      data: { overlapEndsAt },
      select: KEY_COLUMNS,
    });
    changed(keyChange(successor));
    changed(keyChange(rotated));
    await recordAudit(ctx, {
      action: "api_key.rotate",
      targetId: id,
      targetName: old.note,
      after: { successorId: successor.id, overlapEndsAt: overlapEndsAt?.toISOString() ?? null },
    });
    return { ...toKeyView(ctx, successor), secret };
  });
}

/** An earlier overlap of the key has ended; only its successor was deleted since. */
const hasStopped = ({ overlapEndsAt }: Pick<KeyRow, "overlapEndsAt">, now: Date): boolean =>
  overlapEndsAt !== null && overlapEndsAt <= now;

/** A key has one successor; when that was deleted, its place is free. */
async function freeSuccession(
  ctx: Context & { db: Tx },
  { id, replacedBy }: KeyRow & { id: string },
): Promise<void> {
  if (!replacedBy) return;
  const { count } = await ctx.db.apiKey.updateMany({
    where: { ...within(ctx, replacedBy.id), replacesId: id, deletedAt: { not: null } },
    data: { replacesId: null },
  });
  if (count === 0) throw succeeded(replacedBy.id);
}

/** Two rotations at once: the database lets one of them be the successor. */
function refuseSecond(error: unknown): never {
  throw isDatabaseError(error, "P2002") ? succeeded() : error;
}

const succeeded = (successorId?: string) =>
  new DomainError(
    "conflict",
    `This key has been rotated already. Rotate its successor${successorId ? ` (${successorId})` : ""}, or delete that one first.`,
  );

/** What a successor has from its predecessor. One that was made for a time is made for as long again. */
function inheritance(old: Awaited<ReturnType<typeof findKey>>, now: Date) {
  const { note, gatewayOnly, enabled, costLimitNanoUsd, tokenLimit, requestsPerMinute, resetPeriod } = old;
  const { createdAt, expiresAt } = old;
  const lifeMs = expiresAt && Math.max(expiresAt.getTime() - createdAt.getTime(), HOUR_MS);
  return {
    note,
    noteSort: note.toLowerCase(),
    gatewayOnly,
    enabled,
    costLimitNanoUsd,
    tokenLimit,
    requestsPerMinute,
    resetPeriod,
    expiresAt: lifeMs === null ? null : new Date(Math.min(now.getTime() + lifeMs, LATEST_EXPIRY_MS)),
  };
}

const identity = (ctx: Context, secret: string) => ({
  id: newId(),
  projectId: ctx.projectId,
  displaySecret: displaySecret(secret),
  secretHash: Buffer.from(hashSecret(secret), "hex"),
  createdByKind: ctx.actor.kind,
  createdById: ctx.actor.id,
  createdByName: ctx.actor.name,
});
