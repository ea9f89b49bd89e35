import type { Denial } from "../keys";
import type { Protocol } from "./routes";

/** An answer that Gatehouse itself gives instead of an upstream's. */
export type Refusal = {
  status: number;
  type: string;
  code: string;
  message: string;
  param: string | null;
  headers: string[];
};

const TYPES: Record<number, string> = {
  401: "authentication_error",
  402: "insufficient_quota",
  429: "rate_limit_error",
};

/** A refusal in OpenAI's terms; the type follows from the status. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  param: string | null = null,
  headers: string[] = [],
): Refusal => ({
  status,
  type: TYPES[status] ?? (status >= 500 ? "server_error" : "invalid_request_error"),
  code,
  message,
  param,
  headers,
});

const unauthorized = (code: Denial, message: string) =>
  refusal(401, code, message, null, ["www-authenticate", "Bearer"]);

export const TEMPORARILY_UNAVAILABLE = refusal(
  503,
  "temporarily_unavailable",
  "Gatehouse cannot reach its database, and does not know this API key or what it has used of its limits yet. Try again in a few seconds.",
  null,
  ["retry-after", "2"],
);

/** One answer per reason for which a key does not pass. */
export const DENIALS: Record<Denial, Refusal> = {
  missing_api_key: unauthorized(
    "missing_api_key",
    "This call carries no API key. Send one as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'.",
  ),
  invalid_api_key_format: unauthorized(
    "invalid_api_key_format",
    "This is not a Gatehouse API key, or it was mistyped: its checksum does not match. Copy it again, whole.",
  ),
  invalid_api_key: unauthorized(
    "invalid_api_key",
    "This API key does not exist here. Check that it belongs to this Gatehouse, or create a new one.",
  ),
  revoked_api_key: unauthorized(
    "revoked_api_key",
    "This API key was deleted. Ask an admin of its project for a new one.",
  ),
  disabled_api_key: unauthorized(
    "disabled_api_key",
    "This API key is switched off. An admin of its project can switch it on again.",
  ),
  expired_api_key: unauthorized(
    "expired_api_key",
    "This API key has expired. An admin of its project can extend it or create a new one.",
  ),
  temporarily_unavailable: TEMPORARILY_UNAVAILABLE,
};

export const invalidRequest = (message: string, param: string | null = null, status = 400) =>
  refusal(status, "invalid_request_error", message, param);

export const INTERNAL_ERROR = refusal(
  500,
  "internal_error",
  "The gateway failed on this call. Its operator finds the reason in the log under the x-request-id of this answer.",
);

const ANTHROPIC_TYPES: Record<number, string> = {
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
};

/** A refusal as the client's protocol words errors: OpenAI's way, or Anthropic's on `/v1/messages`. */
export function wordRefusal(
  { status, message, type, param, code }: Refusal,
  protocol: Protocol | null,
): string {
  if (protocol !== "messages") return JSON.stringify({ error: { message, type, param, code } });
  const fallback = status >= 500 ? "api_error" : "invalid_request_error";
  return JSON.stringify({
    type: "error",
    error: { type: ANTHROPIC_TYPES[status] ?? fallback, message, code },
  });
}
