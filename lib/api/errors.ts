import { DomainError, type ErrorCode } from "../errors";
import { log } from "../log";
import { pointerTo } from "./names";

/** An error object of JSON:API 1.1: https://jsonapi.org/format/#error-objects */
export type ErrorObject = {
  status: string;
  code: string;
  title: string;
  detail: string;
  source?: { pointer: string } | { parameter: string } | { header: string };
};

/** A refusal of the API itself, before any verb is asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly source?: ErrorObject["source"],
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

const STATUSES: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
  conflict: 409,
  too_many_attempts: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: "Malformed request",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not valid",
  429: "Too many requests",
  500: "Internal error",
  503: "Unavailable",
};

/** Refused or lost connections, a server that starts or stops. */
const DATABASE_DOWN =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|Connection terminated|timeout exceeded|P1001|P1002|P1008|P1017|P2024/;

export type Failure = { status: number; errors: ErrorObject[]; headers: Record<string, string> };

/** What a failure is called. The message of a fault of our own stays in the log, under the request's id. */
export function describeFailure(error: unknown, requestId: string): Failure {
  if (error instanceof ApiError) {
    const { status, code, message, source, headers } = error;
    return { status, errors: [object(status, code, message, source)], headers };
  }
  if (error instanceof DomainError) {
    const status = STATUSES[error.code];
    const fields = Object.entries(error.fields);
    const errors =
      status === 422 && fields.length > 0
        ? fields.map(([field, message]) => object(status, error.code, message, { pointer: pointerTo(field) }))
        : [object(status, error.code, error.message)];
    return { status, errors, headers: {} };
  }
  log.error({ err: error, requestId }, "an API call failed");
  if (DATABASE_DOWN.test(`${(error as { code?: string } | null)?.code} ${String(error)}`)) {
    const message = "The database does not answer. Try again in a moment.";
    return { status: 503, errors: [object(503, "unavailable", message)], headers: { "retry-after": "2" } };
  }
  const message =
    "Gatehouse failed on this call. Its operator finds the reason in the log under the x-request-id.";
  return { status: 500, errors: [object(500, "internal_error", message)], headers: {} };
}

const object = (
  status: number,
  code: string,
  detail: string,
  source?: ErrorObject["source"],
): ErrorObject => ({
  status: String(status),
  code,
  title: TITLES[status] ?? "Error",
  detail,
  ...(source ? { source } : {}),
});
