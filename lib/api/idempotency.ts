import { hash } from "node:crypto";
import type { Context } from "../context";
import { isDatabaseError, type Tx } from "../db";
import { newId } from "../ids";
import { log } from "../log";
import { ApiError } from "./errors";

export const IDEMPOTENCY_HEADER = "idempotency-key";
const MAX_LENGTH = 255;
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Longer than any request takes: whoever has it for longer is gone. */
const CLAIM_MS = 60 * 1000;

export type Stored = { status: number; body: unknown };

const refuse = (status: number, code: string, message: string) =>
  new ApiError(status, code, message, { header: IDEMPOTENCY_HEADER });

/**
 * Runs a request once per Idempotency-Key and project: the same request again within a day is answered as the first one was, without the
 * secret that only the first answer showed. `replayed` says so. A request that changed nothing, because it failed or its process ended, may
 * be sent again under its key. One that changed something never runs twice, also when its answer was lost.
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)
 */
export async function once(
  ctx: Context,
  key: string,
  request: { method: string; path: string; attributes: unknown },
  run: (ctx: Context) => Promise<{ answer: Stored; kept: unknown }>,
): Promise<Stored & { replayed: boolean }> {
  if (key === "" || key.length > MAX_LENGTH) {
    throw refuse(400, "invalid_idempotency_key", `An Idempotency-Key has 1 to ${MAX_LENGTH} characters.`);
  }
  const fingerprint = Buffer.from(hash("sha256", JSON.stringify(request), "hex"), "hex");
  const claim = newId();
  const earlier = await takeOrFind(ctx, key, fingerprint, claim);
  if (earlier) return { ...earlier, replayed: true };
  const where = { projectId: ctx.projectId, key, claim };
  // Who was taken for gone and is not changes nothing any more.
  const alongside = async (tx: Tx) => {
    const { count } = await tx.idempotentRequest.updateMany({ where, data: { changed: true } });
    if (count === 0) throw inProgress();
  };
  const { answer, kept } = await run({ ...ctx, alongside }).catch(async (error: unknown) => {
    await ctx.db.idempotentRequest.deleteMany({ where: { ...where, changed: false } }).catch(unkept);
    throw error;
  });
  const data = { status: answer.status, body: kept as object };
  await ctx.db.idempotentRequest.updateMany({ where, data }).catch(unkept);
  return { ...answer, replayed: false };
}

/** Whoever sends the request again is told so; the answer itself is worth more than its copy. */
const unkept = (error: unknown) =>
  log.warn({ err: error }, "api: what became of an Idempotency-Key was not kept");

const inProgress = () =>
  refuse(
    409,
    "request_in_progress",
    "The first request with this Idempotency-Key has not been answered. Wait a minute and send it again.",
  );

/** Null when the request is ours to run; else what it was answered before. */
async function takeOrFind(
  { db, projectId }: Context,
  key: string,
  fingerprint: Buffer<ArrayBuffer>,
  claim: string,
): Promise<Stored | null> {
  // Everybody's: a project that sends none any more keeps none.
  await db.idempotentRequest.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - KEPT_MS) } } });
  try {
    await db.idempotentRequest.create({ data: { projectId, key, fingerprint, claim } });
    return null;
  } catch (error) {
    if (!isDatabaseError(error, "P2002")) throw error;
  }
  const earlier = await db.idempotentRequest.findUnique({ where: { projectId_key: { projectId, key } } });
  if (!earlier) throw inProgress();
  if (!fingerprint.equals(earlier.fingerprint)) {
    throw refuse(
      422,
      "idempotency_key_reused",
      "This Idempotency-Key came with another request before. Use a new one.",
    );
  }
  if (earlier.status !== null) return { status: earlier.status, body: earlier.body };
  if (Date.now() - earlier.createdAt.getTime() < CLAIM_MS) throw inProgress();
  if (earlier.changed) {
    throw refuse(
      409,
      "answer_lost",
      "The first request with this Idempotency-Key took effect, and its answer was lost. List what there is.",
    );
  }
  const left = { projectId, key, claim: earlier.claim, changed: false };
  const taken = await db.idempotentRequest.updateMany({
    where: left,
    data: { claim, createdAt: new Date() },
  });
  if (taken.count === 0) throw inProgress();
  return null;
}
