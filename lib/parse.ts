import type { z } from "zod";
import { DomainError } from "./errors";

/** Parses a verb's input. Throws `invalid_input` with a message for each field at fault. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  const first = parsed.error.issues[0];
  throw new DomainError("invalid_input", first ? first.message : "The input is not valid.", fields);
}
