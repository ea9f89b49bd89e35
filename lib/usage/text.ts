/** As long as the names that rollups count by. */
const MAX_LENGTH = 200;
/** Needs no escapes in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** What PostgreSQL does not take for text: NUL, and half a character. */
const NEVER = /\p{Surrogate}|\0/gu;

/** What a client or a provider calls something, as it is stored. */
export function storedText(value: string, maxLength = MAX_LENGTH): string {
  const cut = value.length > maxLength ? value.slice(0, maxLength) : value;
  return PLAIN.test(cut) ? cut : cut.replace(NEVER, "\ufffd");
}

/** The same as JSON. */
export function quoted(value: string): string {
  const cut = value.length > MAX_LENGTH ? value.slice(0, MAX_LENGTH) : value;
  return PLAIN.test(cut) ? `"${cut}"` : JSON.stringify(cut.replace(NEVER, "\ufffd"));
}
