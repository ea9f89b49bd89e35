import type { QueryConfig } from "pg";
import { pool } from "../db";
import { WRITE_BATCH } from "./batch-sql";
import { USAGE_LOCK, underLock } from "./lock";
import { DAY_MS, ensurePartitions } from "./partitions";

/** A database that stays silent for longer is taken for gone; the batch comes again, and counts once whatever became of it. */
const TIMEOUT_MS = 30_000;
const NO_PARTITION = "23514";

/** The database understood and refuses these lines: they would be refused again. */
export const isRefusal = (error: unknown): boolean =>
  /^(21|22|23|54)/.test((error as { code?: string }).code ?? "");

/** Writes lines with all that follows from them, exactly once for each batch id. False where they had been written before. */
export async function writeBatch(id: string, lines: string): Promise<boolean> {
  try {
    return await write(id, lines);
  } catch (error) {
    if ((error as { code?: string }).code !== NO_PARTITION) throw error;
    await underLock(pool(), (client) => ensurePartitions(client, daysOf(lines)));
    return write(id, lines);
  }
}

async function write(id: string, lines: string): Promise<boolean> {
  const query: QueryConfig & { query_timeout: number } = {
    name: "usage-batch",
    text: WRITE_BATCH,
    values: [id, lines.slice(0, -1), USAGE_LOCK],
    query_timeout: TIMEOUT_MS,
  };
  const { rows } = await pool().query<{ fresh: boolean }>(query);
  return rows[0]!.fresh;
}

/** Every line but a caller's begins with its time. */
function daysOf(lines: string): Set<number> {
  const days = new Set<number>();
  for (const [, at] of lines.matchAll(/^(\d+)\t/gm)) days.add(Number(at) - (Number(at) % DAY_MS));
  return days;
}
