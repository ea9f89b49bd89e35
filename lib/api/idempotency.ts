import { hash } from "node:crypto";
import type { Context } from "../context";
import { isDatabaseError } from "../db";
import { ApiError } from "./errors";

export const IDEMPOTENCY_HEADER = "idempotency-key";
const MAX_LENGTH = 255;
const KEPT_MS = 24 * 60 * 60 * 1000;

export type Stored = { status: number; body: unknown };

const refuse = (status: number, code: string, message: string) =>
  new ApiError(status, code, message, { header: IDEMPOTENCY_HEADER });

/**
 * Runs a request once per Idempotency-Key and project (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/): the same request again
 * within a day is answered as the first one was, without the secret that only the first answer showed. `replayed` says so. A request that
 * failed may be sent again under its key.
 */
export async function once(
  ctx: Context,
  key: string,
  request: { method: string; path: string; attributes: unknown },
  run: () => Promise<{ answer: Stored; kept: unknown }>,
): Promise<Stored & { replayed: boolean }> {
  if (key.length > MAX_LENGTH) {
    throw refuse(400, "invalid_idempotency_key", `An Idempotency-Key has at most ${MAX_LENGTH} characters.`);
  }
  const fingerprint = Buffer.from(hash("sha256", JSON.stringify(request), "hex"), "hex");
  const earlier = await claim(ctx, key, fingerprint);
  if (earlier) return { ...earlier, replayed: true };
  const where = { projectId_key: { projectId: ctx.projectId, key } };
  try {
    const { answer, kept } = await run();
    await ctx.db.idempotentRequest.update({ where, data: { status: answer.status, body: kept as object } });
    return { ...answer, replayed: false };
  } catch (error) {
    await ctx.db.idempotentRequest.delete({ where }).catch(() => {});
    throw error;
  }
}

/** Null when the request is ours to run; else what it was answered before. */
async function claim(ctx: Context, key: string, fingerprint: Buffer<ArrayBuffer>): Promise<Stored | null> {
  const { db, projectId } = ctx;
  await db.idempotentRequest.deleteMany({
    where: { projectId, createdAt: { lt: new Date(Date.now() - KEPT_MS) } },
  });
  try {
    await db.idempotentRequest.create({ data: { projectId, key, fingerprint } });
    return null;
  } catch (error) {
    if (!isDatabaseError(error, "P2002")) throw error;
  }
  const earlier = await db.idempotentRequest.findUnique({ where: { projectId_key: { projectId, key } } });
  if (earlier && !fingerprint.equals(earlier.fingerprint)) {
    throw refuse(
      422,
      "idempotency_key_reused",
      "This Idempotency-Key came with another request before. Use a new one.",
    );
  }
  if (!earlier || earlier.status === null) {
    throw refuse(
      409,
      "request_in_progress",
      "The first request with this Idempotency-Key has not been answered. Wait, or list what there is.",
    );
  }
  return { status: earlier.status, body: earlier.body };
}
