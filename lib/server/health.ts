import type { ServerResponse } from "node:http";

const DATABASE_TIMEOUT_MS = 2000;

/** Where the process is between its start and its end. */
export type Life = { phase: "starting" | "serving" | "draining" };

export type Readiness = "ready" | "starting" | "draining" | "database_unavailable";

/** `/healthz`: this process answers. It says nothing about the database, so that an outage there restarts nobody. */
export const healthz = (response: ServerResponse): void => answer(response, 200, "ok");

/** `/readyz`: calls may be sent here. Migrations are done before the port opens, so the database's answer is what is left. */
export async function readyz(response: ServerResponse, phase: Life["phase"], ask: () => Promise<unknown>) {
  const readiness: Readiness = phase === "serving" ? await databaseReadiness(ask) : phase;
  answer(response, readiness === "ready" ? 200 : 503, readiness);
}

async function databaseReadiness(ask: () => Promise<unknown>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), DATABASE_TIMEOUT_MS);
  });
  try {
    await Promise.race([ask(), tooSlow]);
    return "ready";
  } catch {
    return "database_unavailable";
  } finally {
    clearTimeout(timer);
  }
}

function answer(response: ServerResponse, status: number, state: string): void {
  const body = JSON.stringify({ status: state });
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(body);
}
