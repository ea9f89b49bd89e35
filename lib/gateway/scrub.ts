const STAR = 0x2a;
const NEWLINE = 0x0a;
/** Local servers are given words such as `none`; hiding those would damage honest answers. */
const SHORTEST_SCRUBBED = 12;
/** How much of a masked key gives it away: `sk-proj-********4f2a`. */
const MASKED = /([\w/+=-]{0,64})[*•.…xX]{3,}([\w/+=-]{0,64})/g;

/** A secret that must not come back, in the two forms in which it is looked for. */
export type Hidden = { text: string; bytes: Buffer };

/** What to hide of a credential, or null where its secret is too short to be one. */
export const hidden = (secret: string): Hidden | null =>
  secret.length < SHORTEST_SCRUBBED ? null : { text: secret, bytes: Buffer.from(secret) };

/** A text without the secret; the length stays. */
export const scrubText = (text: string, hidden: Hidden | null): string =>
  hidden !== null && text.includes(hidden.text)
    ? text.replaceAll(hidden.text, "*".repeat(hidden.text.length))
    : text;

/** Stars out every occurrence, in place; the length stays. */
function scrub(bytes: Buffer, secret: Buffer): void {
  for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret, at + secret.length)) {
    bytes.fill(STAR, at, at + secret.length);
  }
}

/** Stars a secret out of a stream. Bytes that may be the beginning of one wait for the next chunk. */
export class Scrubber {
  #waiting: Buffer | null = null;

  constructor(private readonly secret: Buffer) {}

  push(chunk: Buffer): Buffer {
    const bytes = this.#waiting === null ? chunk : Buffer.concat([this.#waiting, chunk]);
    scrub(bytes, this.secret);
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

  /** How many of the last bytes could be the first of the secret. */
  #begun(bytes: Buffer): number {
    const { secret } = this;
    if (bytes[bytes.length - 1] === NEWLINE) return 0;
    const from = Math.max(0, bytes.length - secret.length + 1);
    for (let at = bytes.indexOf(secret[0]!, from); at !== -1; at = bytes.indexOf(secret[0]!, at + 1)) {
      const length = bytes.length - at;
      if (secret.compare(bytes, at, bytes.length, 0, length) === 0) return length;
    }
    return 0;
  }
}

/** An error's text without the secret in any of the forms in which providers repeat it: whole, escaped, masked. */
export function scrubError(text: string, secret: string): string {
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
