const BASE = "http://same.invalid";
/** Enough for any path of ours; a value that is still encoded after so many rounds is not one. */
const MAX_DECODINGS = 5;

/**
 * A path on this site to send someone to, out of a query parameter that anyone may have written. Whatever a browser
 * could read as another origin, now or after being decoded once more, becomes `fallback`.
 */
export function safePath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || !leadsHere(value)) return fallback;
  const { pathname, search, hash } = new URL(value, BASE);
  return pathname + search + hash;
}

function leadsHere(value: string): boolean {
  if (!URL.canParse(value, BASE) || !value.startsWith("/")) return false;
  const url = new URL(value, BASE);
  if (url.origin !== BASE || /^\/(api|login|setup)(\/|$)/.test(url.pathname)) return false;
  return looksLikePath(value) && looksLikePath(url.pathname) && staysPath(url.pathname);
}

/** One slash at the start, no backslash that browsers take for one, nothing that they strip. */
const looksLikePath = (path: string) => /^\/(?![/\\])[^\\]*$/.test(path) && !hasControls(path);

const hasControls = (path: string) => [...path].some((character) => character < " " || character === "\x7f");

function staysPath(pathname: string): boolean {
  let path = pathname;
  for (let round = 0; round < MAX_DECODINGS; round++) {
    const decoded = decode(path);
    if (decoded === null || !looksLikePath(decoded)) return false;
    if (decoded === path) return true;
    path = decoded;
  }
  return false;
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
