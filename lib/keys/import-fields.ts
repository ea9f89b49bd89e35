import { expiresAt, note } from "./schema";

type Wrong = { message: string };

/** A note as the forms take it, or what is wrong with it. */
export function parseNote(value: unknown): string | Wrong {
  const parsed = note.safeParse(value);
  return parsed.success ? parsed.data : { message: parsed.error.issues[0]!.message };
}

/** A time as the forms take it; nothing is "never". */
export function parseTime(value: unknown): Date | null | Wrong {
  if (value === undefined || value === null || value === "") return null;
  const parsed = expiresAt.safeParse(typeof value === "string" ? value.trim() : value);
  if (!parsed.success) return { message: parsed.error.issues[0]!.message };
  return parsed.data === null ? null : new Date(parsed.data);
}
