/** What can go wrong in a verb, in words that every transport maps to its own status. */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "invalid_input"
  | "conflict"
  | "too_many_attempts"
  | "unavailable";

/** An expected failure. Its message is for people and says what to do; it never holds a secret. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The input fields at fault, as `{ note: "Enter a note." }`. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
    this.name = "DomainError";
  }
}

export const notFound = (what: string) => new DomainError("not_found", `${what} does not exist.`);
