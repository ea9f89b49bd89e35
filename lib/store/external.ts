import pg from "pg";
import { StoreError } from "./errors";
import { sleep } from "./processes";

const OLDEST_VERSION = 130000;
const RETRY_MS = 250;
/** SQLSTATEs of a server that is starting or stopping; a refused connection passes as well. */
const PASSING = new Set(["57P03", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN"]);

/** Makes sure that the database of DATABASE_URL answers, waiting a little for one that is only starting. */
export async function checkExternal(url: string, waitMs: number): Promise<void> {
  const untilMs = Date.now() + waitMs;
  for (;;) {
    const failure = await attempt(url);
    if (!failure) return;
    if (!PASSING.has(failure.code) || Date.now() >= untilMs) {
      throw new StoreError(
        `The database at ${describe(url)} (DATABASE_URL) cannot be used: ${failure.message}`,
      );
    }
    await sleep(RETRY_MS);
  }
}

async function attempt(url: string): Promise<{ code: string; message: string } | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: "gatehouse-store",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    if (Number(rows[0]!.version) >= OLDEST_VERSION) return null;
    return { code: "", message: "PostgreSQL 13 is the oldest version that works." };
  } catch (error) {
    return reasonOf(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A host with several addresses fails with an AggregateError that has no message of its own. */
function reasonOf(error: unknown): { code: string; message: string } {
  const { code = "", message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] };
  return { code, message: message || errors?.[0]?.message || code };
}

/** Host, port and database: never the password. */
function describe(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return "an address that is not a URL";
  }
}
