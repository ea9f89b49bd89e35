/** As long as the names that rollups count by. */
const MAX_LENGTH = 200;
/** Stands in a line as it is. */
const PLAIN = /^[ -~]*$/;
/** What PostgreSQL does not take for text, half a character and NUL, and what ends a field or a line: no name has any of it. */
const NEVER = /\p{Surrogate}|\p{Cc}/gu;

/** What a client or a provider calls something, as it is stored. */
export function storedText(value: string, maxLength = MAX_LENGTH): string {
  const cut = value.length > maxLength ? value.slice(0, maxLength) : value;
  return PLAIN.test(cut) ? cut : cut.replace(NEVER, "\ufffd");
}
