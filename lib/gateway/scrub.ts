const STAR = 0x2a;
const NEWLINE = 0x0a;
/** Local servers are given words such as `none`; hiding those would damage honest answers. */
const SHORTEST_SCRUBBED = 12;
/** How much of a masked key gives it away: `sk-proj-********4f2a`. */
const MASKED = /([\w/+=-]{0,64})[*•.…xX]{3,}([\w/+=-]{0,64})/g;

/** Secrets that must not come back, the longest first, in the two forms in which they are looked for. */
export type Hidden = { texts: string[]; bytes: Buffer[] };

/** What to hide of some secrets, or null where all of them are too short to be any. */
export function hidden(secrets: string[]): Hidden | null {
  const texts = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_SCRUBBED)
    .sort((a, b) => b.length - a.length);
  return texts.length === 0 ? null : { texts, bytes: texts.map((text) => Buffer.from(text)) };
}

/** A text without the secrets; the length stays. */
export function scrubText(text: string, hidden: Hidden | null): string {
  if (hidden === null) return text;
  let scrubbed = text;
  for (const secret of hidden.texts) {
    if (scrubbed.includes(secret)) scrubbed = scrubbed.replaceAll(secret, "*".repeat(secret.length));
  }
  return scrubbed;
}

/** Stars out every occurrence, in place; the length stays. */
function scrub(bytes: Buffer, secret: Buffer): void {
  for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret, at + secret.length)) {
    bytes.fill(STAR, at, at + secret.length);
  }
}

/** Stars secrets out of a stream. Bytes that may be the beginning of one wait for the next chunk. */
export class Scrubber {
  #waiting: Buffer | null = null;

  constructor(private readonly secrets: readonly Buffer[]) {}

  push(chunk: Buffer): Buffer {
    const bytes = this.#waiting === null ? chunk : Buffer.concat([this.#waiting, chunk]);
    for (const secret of this.secrets) scrub(bytes, secret);
    const begun = this.#begun(bytes);
    this.#waiting = begun === 0 ? null : bytes.subarray(bytes.length - begun);
    return begun === 0 ? bytes : bytes.subarray(0, bytes.length - begun);
  }

  /** What still waited: now it is known not to be the secret. */
  end(): Buffer | null {
    const rest = this.#waiting;
    this.#waiting = null;
    return rest;
  }

  /** How many of the last bytes could be the first of a secret. */
  #begun(bytes: Buffer): number {
    if (bytes[bytes.length - 1] === NEWLINE) return 0;
    let begun = 0;
    for (const secret of this.secrets) begun = Math.max(begun, begunOf(bytes, secret));
    return begun;
  }
}

function begunOf(bytes: Buffer, secret: Buffer): number {
  const from = Math.max(0, bytes.length - secret.length + 1);
  for (let at = bytes.indexOf(secret[0]!, from); at !== -1; at = bytes.indexOf(secret[0]!, at + 1)) {
    const length = bytes.length - at;
    if (secret.compare(bytes, at, bytes.length, 0, length) === 0) return length;
  }
  return 0;
}

/** An error's text without the secrets in any of the forms in which providers repeat them: whole, escaped, masked. */
export const scrubError = (text: string, hidden: Hidden | null): string =>
  hidden === null ? text : hidden.texts.reduce(redact, text);

function redact(text: string, secret: string): string {
  const escaped = secret.replaceAll("/", "\\/");
  // An error within an error is escaped twice.
  const forms = [secret, escaped, escaped.replaceAll("\\", "\\\\"), encodeURIComponent(secret)];
  let scrubbed = text;
  for (const form of forms) scrubbed = scrubbed.replaceAll(form, "[redacted]");
  return scrubbed.replace(MASKED, (whole, front: string, back: string) => {
    const shown = (front !== "" && secret.startsWith(front)) || (back !== "" && secret.endsWith(back));
    return shown ? "[redacted]" : whole;
  });
}
