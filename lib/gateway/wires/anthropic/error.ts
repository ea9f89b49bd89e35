import { z } from "zod";
import { translatedError, unworded } from "../chat/error";
import type { TranslatedError } from "../wire";

const OVERLOADED = 529;
const SERVICE_UNAVAILABLE = 503;

const errorBody = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

/** The statuses that Anthropic gives its errors when they come before a stream; within one only the type is said. */
const STATUSES: Record<string, number> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  timeout_error: 504,
  overloaded_error: SERVICE_UNAVAILABLE,
};

/** Anthropic's error in OpenAI's shape. Its own 529 is the 503 that every client knows to mean "overloaded, try again". */
export function translateError(status: number, body: string): TranslatedError {
  const told = status === OVERLOADED ? SERVICE_UNAVAILABLE : status;
  const parsed = errorBody.safeParse(readJson(body));
  if (!parsed.success) return unworded(told);
  return translatedError(told, parsed.data.error.type, parsed.data.error.message);
}

/** The error event of a stream. */
export function translateErrorEvent(event: unknown): TranslatedError {
  const parsed = errorBody.safeParse(event);
  if (!parsed.success) return unworded(502);
  const { type, message } = parsed.data.error;
  return translatedError(STATUSES[type] ?? 500, type, message);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
