import { sign } from "node:crypto";
import { z } from "zod";
import { AuthorizeError } from "./authorize-error";
import { bearerToken } from "./bearer-token";
import { requestToken } from "./request-token";
import type { Scheme } from "./scheme";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const LIFE_SECONDS = 3600;

const keyFile = z.object({
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  token_uri: z.string().default("https://oauth2.googleapis.com/token"),
});
type KeyFile = z.infer<typeof keyFile>;

/** A Google service account: a JWT signed with its key (RFC 7523) buys an access token. */
export const serviceAccount: Scheme = bearerToken(async ({ secrets }, via) => {
  const key = readKeyFile(secrets.serviceAccount ?? "");
  const assertion = signAssertion(key, Math.floor(Date.now() / 1000));
  return requestToken(key.token_uri, { grant_type: GRANT_TYPE, assertion }, via);
});

function readKeyFile(json: string): KeyFile {
  try {
    return keyFile.parse(JSON.parse(json));
  } catch {
    throw new AuthorizeError("The service account key is not the JSON file that Google issues.");
  }
}

function signAssertion(key: KeyFile, issuedAtSeconds: number): string {
  const header = { alg: "RS256", typ: "JWT", kid: key.private_key_id };
  const claims = {
    iss: key.client_email,
    scope: SCOPE,
    aud: key.token_uri,
    iat: issuedAtSeconds,
    exp: issuedAtSeconds + LIFE_SECONDS,
  };
  const signed = `${encode(header)}.${encode(claims)}`;
  try {
    return `${signed}.${sign("sha256", Buffer.from(signed), key.private_key).toString("base64url")}`;
  } catch {
    throw new AuthorizeError("The private key in the service account's JSON cannot be read.");
  }
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
