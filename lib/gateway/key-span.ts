const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const LAST_SPACE = 0x20;
/** From here on a string is searched natively instead of byte by byte. */
const LONG_STRING = 48;
const UNICODE_ESCAPE = Buffer.from("\\u");

/** Where the value of a top-level key stands, and how often that key occurs. */
export type KeySpan = { start: number; end: number; count: number };

// The keys that are looked for are our own few words.
const quoted = new Map<string, Buffer>();

/** Finds a key in a body that JSON.parse has accepted and found it in, without building anything. */
export function keySpan(body: Buffer, key: string): KeySpan {
  const needle = needleOf(key);
  const at = body.indexOf(needle);
  // Written out once and nowhere disguised, it can only be the key itself.
  const plain = at !== -1 && body.indexOf(needle, at + 1) === -1 && body.indexOf(UNICODE_ESCAPE) === -1;
  if (!plain) return searchKey(body, key, needle);
  const start = skipSpace(body, skipSpace(body, at + needle.length) + 1);
  return { start, end: skipValue(body, start), count: 1 };
}

function needleOf(key: string): Buffer {
  const known = quoted.get(key);
  if (known) return known;
  const needle = Buffer.from(JSON.stringify(key));
  quoted.set(key, needle);
  return needle;
}

function searchKey(body: Buffer, key: string, needle: Buffer): KeySpan {
  const span = { start: -1, end: -1, count: 0 };
  let at = body.indexOf(OPEN_BRACE) + 1;
  for (;;) {
    at = body.indexOf(QUOTE, at);
    if (at === -1) return span;
    const keyEnd = skipString(body, at);
    const isKey = names(body, at, keyEnd, key, needle);
    at = skipSpace(body, keyEnd);
    const start = skipSpace(body, at + 1);
    at = skipValue(body, start);
    if (isKey) {
      span.start = start;
      span.end = at;
      span.count++;
    }
  }
}

/** `"mod\u0065l"` is the same key to a parser, so that it must be to us. */
function names(body: Buffer, start: number, end: number, key: string, needle: Buffer): boolean {
  if (end - start === needle.length && body.compare(needle, 0, needle.length, start, end) === 0) return true;
  const escaped = end - start > needle.length && body.subarray(start, end).includes(BACKSLASH);
  return escaped && JSON.parse(body.toString("utf8", start, end)) === key;
}

function skipSpace(body: Buffer, at: number): number {
  while (body[at]! <= LAST_SPACE) at++;
  return at;
}

function skipValue(body: Buffer, at: number): number {
  if (body[at] === QUOTE) return skipString(body, at);
  let depth = 0;
  for (;;) {
    const byte = body[at]!;
    if (byte === QUOTE) {
      at = skipString(body, at);
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || byte <= LAST_SPACE)) return at;
    at++;
  }
}

/** From an opening quote to just behind the closing one. */
function skipString(body: Buffer, at: number): number {
  const long = at + LONG_STRING;
  for (at++; at < long; at++) {
    const byte = body[at];
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at + 1;
  }
  for (let quote = body.indexOf(QUOTE, at); ; quote = body.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (quote - 1 - backslashes >= at && body[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
}
