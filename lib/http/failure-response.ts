import type { ActionResult } from "./action";

type Failed = Extract<ActionResult<unknown>, { ok: false }>;

const STATUSES: Partial<Record<Failed["error"]["code"], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 400,
};

/** A verb's refusal where a browser asked for a file. */
export const failureResponse = (result: Failed): Response =>
  Response.json(result, {
    status: STATUSES[result.error.code] ?? 503,
    headers: { "cache-control": "no-store" },
  });
