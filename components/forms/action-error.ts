import type { ActionResult } from "@/lib/http";

export type Failure = Extract<ActionResult<never>, { ok: false }>["error"];

/** An action's refusal as an exception, for TanStack Query, which tells failures by what is thrown. */
export class ActionError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = "ActionError";
  }
}

/** The data of a result. Throws ActionError when there is none. */
export function unwrap<T>(result: ActionResult<T>): T {
  if (!result.ok) throw new ActionError(result.error);
  return result.data;
}
