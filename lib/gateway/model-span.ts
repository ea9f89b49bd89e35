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
const MODEL = Buffer.from('"model"');
const UNICODE_ESCAPE = Buffer.from("\\u");

/** Where the value of the top-level `model` stands, and how often that key occurs. */
export type ModelSpan = { start: number; end: number; count: number };

/** Finds `model` in a body that JSON.parse has accepted and found one in, without building anything. */
export function modelSpan(body: Buffer): ModelSpan {
  const at = body.indexOf(MODEL);
  // Written out once and nowhere disguised, it can only be the key itself.
  const plain = at !== -1 && body.indexOf(MODEL, at + 1) === -1 && body.indexOf(UNICODE_ESCAPE) === -1;
  if (!plain) return searchModel(body);
  const start = skipSpace(body, skipSpace(body, at + MODEL.length) + 1);
  return { start, end: skipValue(body, start), count: 1 };
}

function searchModel(body: Buffer): ModelSpan {
  const span = { start: -1, end: -1, count: 0 };
  let at = body.indexOf(OPEN_BRACE) + 1;
  for (;;) {
    at = body.indexOf(QUOTE, at);
    if (at === -1) return span;
    const keyEnd = skipString(body, at);
    const isModel = namesModel(body, at, keyEnd);
    at = skipSpace(body, keyEnd);
    const start = skipSpace(body, at + 1);
    at = skipValue(body, start);
    if (isModel) {
      span.start = start;
      span.end = at;
      span.count++;
    }
  }
}

/** `"mod\u0065l"` is the same key to a parser, so that it must be to us. */
function namesModel(body: Buffer, start: number, end: number): boolean {
  if (end - start === MODEL.length && body.compare(MODEL, 0, MODEL.length, start, end) === 0) return true;
  const escaped = end - start > MODEL.length && body.subarray(start, end).includes(BACKSLASH);
  return escaped && JSON.parse(body.toString("utf8", start, end)) === "model";
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
