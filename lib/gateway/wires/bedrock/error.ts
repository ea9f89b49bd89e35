import { z } from "zod";
import { translatedError, unworded } from "../chat/error";
import type { TranslatedError } from "../wire";

/** The exceptions within a stream, by the status they have in front of one. */
const STATUSES: Record<string, number> = {
  internalServerException: 500,
  modelStreamErrorException: 424,
  modelTimeoutException: 408,
  serviceUnavailableException: 503,
  throttlingException: 429,
  validationException: 400,
};

/** Bedrock's front and its models spell it in two ways. */
const worded = z.union([
  z.object({ message: z.string().min(1) }),
  z.object({ Message: z.string().min(1) }).transform(({ Message }) => ({ message: Message })),
]);

/** An error of Bedrock's in OpenAI's shape. */
export function toError(status: number, body: string): TranslatedError {
  const error = worded.safeParse(parsed(body));
  return error.success ? translatedError(status, typeOf(status), error.data.message) : unworded(status);
}

/** An exception within a stream, such as `throttlingException`. */
export const toStreamError = (name: string, payload: string): TranslatedError =>
  toError(STATUSES[name] ?? 500, payload);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function typeOf(status: number): string {
  if (status === 429) return "rate_limit_error";
  if (status === 401 || status === 403) return "authentication_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
