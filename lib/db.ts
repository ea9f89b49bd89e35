import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { applyLocally, type Change, notify } from "./changes";
import type { Context } from "./context";
import { env } from "./env";
import { notFound } from "./errors";
import { Prisma, PrismaClient } from "./generated/client";
import { confirmEverywhere } from "./listener";
import { log } from "./log";
import { holdStanding, type Standing } from "./standing";

export type Tx = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction"
>;
/** A database handle: the client itself, or the transaction that a verb runs in. */
export type Db = PrismaClient | Tx;

// Next bundles its own copy of this module into the same process: one pool for both, on globalThis.
const shared = globalThis as unknown as { gatehouseDb?: { pool: pg.Pool; prisma: PrismaClient } };

function open() {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().GATEHOUSE_DATABASE_POOL,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: "gatehouse",
  });
  pool.on("error", (error) => log.warn({ error: error.message }, "database: an idle connection was lost"));
  // One that is lost while somebody holds it between two queries: the next query fails. Unheard, it would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

const handles = () => {
  shared.gatehouseDb ??= open();
  return shared.gatehouseDb;
};

/** The Prisma client: everything the console does. */
export const db = (): PrismaClient => handles().prisma;

/** The same connections for hand-written SQL: look-ups on the gateway's path, batches, aggregates. */
export const pool = (): pg.Pool => handles().pool;

/** Closes every connection; the next use opens new ones. */
export async function closeDb(): Promise<void> {
  const open = shared.gatehouseDb;
  shared.gatehouseDb = undefined;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}

/**
 * Runs a verb's writes as one transaction. What it tells `tx.changed` is announced in the same transaction (NOTIFY),
 * applied in this process on commit, and confirmed by every other process before this returns, so that a change is in
 * force on the next call wherever it lands. A person's role is looked at again within it.
 */
export async function transaction<T>(
  ctx: Context,
  work: (ctx: Context & { db: Tx }, changed: (change: Change) => void) => Promise<T>,
  { standing = "member", timeoutMs }: { standing?: Standing; timeoutMs?: number } = {},
): Promise<T> {
  const changes: Change[] = [];
  const result = await (ctx.db as PrismaClient)
    .$transaction(
      async (tx) => {
        await holdStanding(tx, ctx, standing);
        const result = await work({ ...ctx, db: tx }, (change) => changes.push(change));
        await ctx.alongside?.(tx);
        if (changes.length > 0) await notify(tx, changes);
        return result;
      },
      timeoutMs === undefined ? undefined : { timeout: timeoutMs },
    )
    .catch(vanished);
  if (changes.length === 0) return result;
  for (const change of changes) applyLocally(change);
  await confirmEverywhere(env().DATABASE_URL!);
  return result;
}

/** A guarded write that matched no row: somebody deleted it in between. */
function vanished(error: unknown): never {
  if (isDatabaseError(error, "P2025")) throw notFound("What you tried to change");
  throw error;
}

/** Whether an error is Prisma's with this code, such as P2002 (unique constraint). */
export const isDatabaseError = (error: unknown, code: string): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
