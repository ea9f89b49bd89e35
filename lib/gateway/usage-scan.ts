const USAGE = '"usage"';
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const QUOTE = 0x22;
const COLON = 0x3a;

/** The last usage object in an answer's text that `read` makes something of, found without parsing what stands before it. */
export function lastUsage<T>(answer: string, read: (usage: unknown) => T | null): T | null {
  for (let at = answer.lastIndexOf(USAGE); at !== -1; at = at > 0 ? answer.lastIndexOf(USAGE, at - 1) : -1) {
    const usage = usageAt(answer, at, read);
    if (usage !== null) return usage;
  }
  return null;
}

/** The first one. */
export function firstUsage<T>(answer: string, read: (usage: unknown) => T | null): T | null {
  for (let at = answer.indexOf(USAGE); at !== -1; at = answer.indexOf(USAGE, at + 1)) {
    const usage = usageAt(answer, at, read);
    if (usage !== null) return usage;
  }
  return null;
}

function usageAt<T>(answer: string, at: number, read: (usage: unknown) => T | null): T | null {
  // Inside a text the quotes are escaped: what a model says about usage does not count.
  if (at > 0 && answer.charCodeAt(at - 1) === BACKSLASH) return null;
  const start = openingBrace(answer, at + USAGE.length);
  const end = start === -1 ? -1 : closingBrace(answer, start);
  if (end === -1) return null;
  try {
    return read(JSON.parse(answer.slice(start, end)));
  } catch {
    return null;
  }
}

function openingBrace(answer: string, at: number): number {
  let colons = 0;
  for (; at < answer.length; at++) {
    const code = answer.charCodeAt(at);
    if (code === OPEN_BRACE) return colons === 1 ? at : -1;
    if (code === COLON) colons++;
    else if (code > 0x20) return -1;
  }
  return -1;
}

function closingBrace(answer: string, at: number): number {
  let depth = 0;
  for (; at < answer.length; at++) {
    const code = answer.charCodeAt(at);
    if (code === QUOTE) at = closingQuote(answer, at);
    else if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && --depth === 0) return at + 1;
  }
  return -1;
}

function closingQuote(answer: string, at: number): number {
  for (at++; at < answer.length; at++) {
    const code = answer.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return at;
}
