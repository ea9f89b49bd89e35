import type { TranslatedError } from "../wire";

/** A provider's error in OpenAI's shape. */
export const translatedError = (status: number, type: string, message: string): TranslatedError => ({
  status,
  body: JSON.stringify({ error: { message, type, param: null, code: null } }),
});

/** What an error's text says, when it is not the JSON that its provider's protocol promises. */
export const unworded = (status: number): TranslatedError =>
  translatedError(
    status,
    status >= 500 ? "server_error" : "invalid_request_error",
    `The provider answered with status ${status} and no readable error.`,
  );
