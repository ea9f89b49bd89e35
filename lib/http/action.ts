import { unstable_rethrow } from "next/navigation";
import { DomainError, type ErrorCode } from "../errors";
import { log } from "../log";

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; error: { code: ErrorCode; message: string; fields: Record<string, string> } };

/** Database errors that pass: refused or lost connections, a server that starts or stops (PostgreSQL classes 08, 53, 57). */
const UNAVAILABLE =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|Connection terminated|timeout exceeded|P1001|P1002|P1008|P1017|P2024/;

/** The one try/catch of every server action: a verb's refusal becomes a value, a fault is logged and says nothing of itself. */
export async function runAction<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: describe(error) };
  }
}

function describe(error: unknown) {
  if (error instanceof DomainError) return { code: error.code, message: error.message, fields: error.fields };
  log.error({ err: error }, "an action failed");
  if (UNAVAILABLE.test(`${(error as { code?: string }).code} ${String(error)}`)) {
    return {
      code: "unavailable" as const,
      message: "The database does not answer. Try again in a moment.",
      fields: {},
    };
  }
  const message =
    "Something went wrong on our side; nothing was changed. Try again, and look at the server's log if it stays.";
  return { code: "unavailable" as const, message, fields: {} };
}
