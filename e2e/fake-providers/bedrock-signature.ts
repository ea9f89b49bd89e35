import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { FakeRequest } from "./listen";

export type AccessKey = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  region: string;
};

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/bedrock\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
const MAX_SKEW_MS = 5 * 60_000;

export type Problem = { status: number; type: string; message: string };
const forbidden = (type: string, message: string): Problem => ({ status: 403, type, message });

/** What AWS finds wrong with a request's Signature Version 4, or null. Reckoned from the request as it arrived. */
export function findSignatureProblem(request: FakeRequest, key: AccessKey): Problem | null {
  const { headers } = request;
  const match = AUTHORIZATION.exec(headers.authorization ?? "");
  const date = String(headers["x-amz-date"]);
  if (!match) return forbidden("MissingAuthenticationTokenException", "Missing Authentication Token");
  const [, accessKeyId, day, region, signed = "", given = ""] = match;
  if (accessKeyId !== key.accessKeyId || headers["x-amz-security-token"] !== key.sessionToken) {
    return forbidden("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  const names = signed.split(";");
  const required = ["host", ...Object.keys(headers).filter((name) => /^content-type$|^x-amz-/.test(name))];
  if (region !== key.region || !date.startsWith(day!) || required.some((name) => !names.includes(name))) {
    return forbidden("InvalidSignatureException", "Credential or SignedHeaders are not as they should be.");
  }
  if (Math.abs(Date.now() - instantOf(date)) > MAX_SKEW_MS) {
    return forbidden("InvalidSignatureException", `Signature expired: ${date} is too far from now.`);
  }
  const expected = reckon(request, names, date, key);
  if (timingSafeEqual(Buffer.from(expected), Buffer.from(given))) return null;
  return forbidden(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
  );
}

const instantOf = (amzDate: string) =>
  Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

function reckon(request: FakeRequest, names: string[], date: string, key: AccessKey): string {
  const { method, path, query, headers, body } = request;
  let canonical = `${method}\n${percentEncode(path).replaceAll("%2F", "/")}\n`;
  canonical += [...query]
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort()
    .join("&");
  canonical += "\n";
  for (const name of names) canonical += `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}\n`;
  canonical += `\n${names.join(";")}\n${createHash("sha256").update(body).digest("hex")}`;
  const scope = [date.slice(0, 8), key.region, "bedrock", "aws4_request"];
  const hashed = createHash("sha256").update(canonical).digest("hex");
  let secret: string | Buffer = `AWS4${key.secretAccessKey}`;
  for (const part of scope) secret = createHmac("sha256", secret).update(part).digest();
  return createHmac("sha256", secret)
    .update(["AWS4-HMAC-SHA256", date, scope.join("/"), hashed].join("\n"))
    .digest("hex");
}

function percentEncode(text: string): string {
  let escaped = "";
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9._~-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}
