import type { z } from "zod";
import { DomainError } from "./errors";

/** Parses a verb's input. Throws `invalid_input` with a message for each field at fault. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const at = unstorable(parsed.data, []);
    if (at === null) return parsed.data;
    const message = "A text holds a character that cannot be stored.";
    throw new DomainError("invalid_input", message, { [at.join(".")]: message });
  }
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  const first = parsed.error.issues[0];
  throw new DomainError("invalid_input", first ? first.message : "The input is not valid.", fields);
}

/** Where a text is that PostgreSQL does not take: with a NUL, or half of a surrogate pair. Null where there is none. */
function unstorable(value: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof value === "string") return isStorable(value) ? null : path;
  if (typeof value !== "object" || value === null || value instanceof Date) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = isStorable(name) ? unstorable(inner, [...path, name]) : path;
    if (found) return found;
  }
  return null;
}

/** With the u flag, a surrogate matches only where its other half is missing. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);
