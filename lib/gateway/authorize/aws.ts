import type { OpenCredential } from "../../credentials";
import type { Provable, Scheme } from "./scheme";
import { amzDateOf, type SigningKey, signature, signingKey } from "./sigv4";

const SERVICE = "bedrock";
const keys = new WeakMap<OpenCredential, { day: string; key: SigningKey }>();

/** An AWS access key: every request is signed. */
export const accessKey: Scheme = (credential, request) => {
  const date = amzDateOf(new Date());
  const proof = ["x-amz-date", date];
  const { sessionToken } = credential.secrets;
  if (sessionToken) proof.push("x-amz-security-token", sessionToken);
  const { method, url, body } = request;
  const signed = { method, url, headers: [...contentType(request), ...proof], body };
  return [...proof, "authorization", signature(signed, date, keyOf(credential, date.slice(0, 8)))];
};

/** The one header of a request that must be signed where there is one; proxies may touch the others. */
function contentType({ headers }: Provable): string[] {
  const at = headers.indexOf("content-type");
  return at === -1 ? [] : headers.slice(at, at + 2);
}

function keyOf(credential: OpenCredential, day: string): SigningKey {
  const known = keys.get(credential);
  if (known?.day === day) return known.key;
  const { config, secrets } = credential;
  const key = signingKey(
    config.accessKeyId ?? "",
    secrets.secretAccessKey ?? "",
    day,
    config.region ?? "",
    SERVICE,
  );
  keys.set(credential, { day, key });
  return key;
}
