/** Key-encryption keys of 32 bytes by their version, the newest first. */
export type KekKeys = ReadonlyMap<number, Buffer>;

const ONE = /^(?:[0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=?)$/i;
const VERSIONED = /^([1-9]\d{0,8}):(.*)$/;
const FORM = "must be 32 bytes as base64 or hex, or several such keys as 2:<key>,1:<key>";

/** Reads `<key>` (version 1) or `2:<key>,1:<key>`. Throws an Error whose message says what is wrong and holds no key. */
export function parseKekKeys(text: string): KekKeys {
  if (!text.includes(":")) {
    if (!ONE.test(text.trim())) throw new Error(FORM);
    return new Map([[1, bytesOf(text.trim())]]);
  }
  const keys = new Map<number, Buffer>();
  for (const part of text.split(",")) {
    const [, digits, key = ""] = VERSIONED.exec(part.trim()) ?? [];
    if (!digits) throw new Error(FORM);
    const version = Number(digits);
    if (!ONE.test(key)) throw new Error(`version ${version} must be 32 bytes as base64 or hex`);
    if (keys.has(version)) throw new Error(`names version ${version} twice`);
    const bytes = bytesOf(key);
    const twin = [...keys].find(([, other]) => other.equals(bytes));
    if (twin) throw new Error(`versions ${twin[0]} and ${version} are the same key`);
    keys.set(version, bytes);
  }
  return newestFirst(keys);
}

/** The form that `parseKekKeys` reads; a lone version 1 is written plain. */
export function formatKekKeys(keys: KekKeys): string {
  const parts = [...newestFirst(keys)].map(([version, key]) => `${version}:${key.toString("base64")}`);
  return keys.size === 1 && keys.has(1) ? parts[0]!.slice(2) : parts.join(",");
}

export const newestFirst = (keys: KekKeys): KekKeys => new Map([...keys].sort(([a], [b]) => b - a));

const bytesOf = (key: string) => Buffer.from(key, key.length === 64 ? "hex" : "base64");
