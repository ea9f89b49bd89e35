import type { PoolClient } from "pg";
import { z } from "zod";
import { recordAudit } from "../../audit";
import type { Context } from "../../context";
import { transaction } from "../../db";
import { parse } from "../../parse";
import { alone } from "./alone";
import { beginRotation } from "./begin";
import { authoriseOperator } from "./operator";
import { type Proof, proveReadable } from "./prove";
import { resealBatch } from "./reseal";

const rotateKekInput = z.object({
  /** Credentials per transaction. */
  batchSize: z.number({ error: "Give a number of credentials." }).int().min(1).max(10_000).default(500),
});

export type RotateKekInput = z.input<typeof rotateKekInput> & {
  onProgress?: (progress: { version: number; done: number; total: number }) => void;
};

export type Rotation = Proof & {
  version: number;
  /** Data keys sealed anew by this run. */
  resealed: number;
  /** False when credentials were left that do not open; the version they are sealed under is still needed then. */
  completed: boolean;
};

/**
 * Seals every data key under the next KEK version while everything goes on. Each batch is a transaction of its own, so a run that is
 * killed leaves every credential readable, and the next run goes on where it ended.
 */
export async function rotateKek(ctx: Context, input: RotateKekInput = {}): Promise<Rotation> {
  authoriseOperator(ctx);
  const { batchSize } = parse(rotateKekInput, { batchSize: input.batchSize });
  return alone(async (client) => {
    const version = await beginRotation(ctx);
    const resealed = await resealAll(ctx, client, version, batchSize, input.onProgress);
    const proof = await proveReadable(ctx.db);
    const left = await ctx.db.credential.count({ where: { kekVersion: { not: version } } });
    const completed = left === 0 && proof.unreadable.length === 0;
    if (completed) await complete(ctx, version, proof.opened);
    return { version, resealed, ...proof, completed };
  });
}

/** Once past the rows that are free, then patiently over what was left, until only what does not open remains. */
async function resealAll(
  ctx: Context,
  client: PoolClient,
  version: number,
  batchSize: number,
  onProgress: RotateKekInput["onProgress"],
): Promise<number> {
  const total = await ctx.db.credential.count({ where: { kekVersion: { not: version } } });
  let done = 0;
  for (let patient = false; ; patient = true) {
    const doneBefore = done;
    for (let afterId: string | null = null; ; ) {
      const batch = await resealBatch(client, version, afterId, batchSize, patient);
      if (batch.lastId === null) break;
      afterId = batch.lastId;
      done += batch.resealed;
      onProgress?.({ version, done, total: Math.max(total, done) });
    }
    if (patient && done === doneBefore) return done;
  }
}

async function complete(ctx: Context, version: number, credentials: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await ctx.db.kekVersion.update({ where: { version }, data: { completedAt: new Date() } });
    await recordAudit(ctx, {
      action: "kek.rotation_finished",
      targetId: null,
      targetName: `KEK version ${version}`,
      after: { credentials },
    });
  });
}
