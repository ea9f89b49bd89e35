import { createHash, createHmac } from "node:crypto";
import type { Provable } from "./scheme";

const ALGORITHM = "AWS4-HMAC-SHA256";

export type SigningKey = { accessKeyId: string; scope: string; key: Buffer };

/** The key that signs for one day, region and service. */
export function signingKey(
  accessKeyId: string,
  secretAccessKey: string,
  day: string,
  region: string,
  service: string,
): SigningKey {
  const ofDay = hmac(`AWS4${secretAccessKey}`, day);
  const key = hmac(hmac(hmac(ofDay, region), service), "aws4_request");
  return { accessKeyId, scope: `${day}/${region}/${service}/aws4_request`, key };
}

/** AWS Signature Version 4: the Authorization header over the request with every header it is given, `x-amz-date` among them. */
export function signature(
  request: Provable,
  amzDate: string,
  { accessKeyId, scope, key }: SigningKey,
): string {
  const headers = canonicalHeaders(request);
  const signed = headers.map(([name]) => name).join(";");
  const canonical = [
    request.method,
    canonicalPath(request.url.pathname),
    canonicalQuery(request.url.searchParams),
    ...headers.map(([name, value]) => `${name}:${value}`),
    "",
    signed,
    sha256(request.body),
  ].join("\n");
  const toSign = [ALGORITHM, amzDate, scope, sha256(canonical)].join("\n");
  const proof = hmac(key, toSign).toString("hex");
  return `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${proof}`;
}

/** `20150830T123600Z` */
export const amzDateOf = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

function canonicalHeaders({ url, headers }: Provable): [string, string][] {
  const all: [string, string][] = [["host", url.host]];
  for (let at = 0; at < headers.length; at += 2) {
    all.push([headers[at]!, headers[at + 1]!.trim().replace(/ +/g, " ")]);
  }
  return all.sort(byCodePoint);
}

/** Every service but S3 signs the path as it is sent, encoded once more. */
const canonicalPath = (path: string) => path.split("/").map(encode).join("/");

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query].map(([name, value]): [string, string] => [encode(name), encode(value)]);
  return pairs
    .sort(byCodePoint)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Encodes all but RFC 3986's unreserved characters. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function byCodePoint([a, x]: [string, string], [b, y]: [string, string]): number {
  if (a !== b) return a < b ? -1 : 1;
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
