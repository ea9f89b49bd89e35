import { generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { type FakeServer, listen, sendJson } from "./listen";
import { IssuedTokens } from "./tokens";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

export type FakeVertexTokens = FakeServer & {
  tokens: IssuedTokens;
  down: boolean;
  /** The key file of the service account that it knows. */
  serviceAccount: Record<string, string>;
};

/** Google's token endpoint for one service account: it believes a JWT that this account's key has signed (RFC 7523). */
export async function startFakeVertexTokens(): Promise<FakeVertexTokens> {
  const tokens = new IssuedTokens("ya29.c.");
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = await listen(({ body, headers }, res) => {
    if (google.down) return res.destroy();
    const form = new URLSearchParams(body.toString());
    if (
      headers["content-type"] !== "application/x-www-form-urlencoded" ||
      form.get("grant_type") !== GRANT_TYPE
    )
      return sendJson(res, 400, { error: "unsupported_grant_type", error_description: "Invalid grant_type" });
    const problem = check(form.get("assertion") ?? "", publicKey, google.serviceAccount);
    if (problem) return sendJson(res, 400, { error: "invalid_grant", error_description: problem });
    sendJson(res, 200, tokens.issue());
  });
  const serviceAccount = {
    type: "service_account",
    project_id: "fake-project",
    private_key_id: "0123456789abcdef0123456789abcdef01234567",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    client_email: "gateway@fake-project.iam.gserviceaccount.com",
    client_id: "123456789012345678901",
    token_uri: `${server.url}/token`,
  };
  const google: FakeVertexTokens = { ...server, tokens, down: false, serviceAccount };
  return google;
}

function check(jwt: string, publicKey: KeyObject, account: Record<string, string>): string | null {
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const { alg, kid } = decode(head);
  if (alg !== "RS256" || kid !== account.private_key_id) return "Invalid JWT: unknown key or algorithm.";
  const signed = Buffer.from(`${head}.${claims}`);
  if (!verify("RSA-SHA256", signed, publicKey, Buffer.from(signature, "base64url")))
    return "Invalid JWT Signature.";
  const { iss, aud, scope, iat, exp } = decode(claims);
  const nowSeconds = Date.now() / 1000;
  if (iss !== account.client_email) return "Invalid grant: account not found";
  if (aud !== account.token_uri) return "Invalid JWT: Failed audience check.";
  if (scope !== SCOPE) return "Invalid OAuth scope or ID token audience provided.";
  const lives =
    Number(iat) <= nowSeconds + 60 && Number(exp) > nowSeconds && Number(exp) - Number(iat) <= 3600;
  return lives ? null : "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.";
}

const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, "base64url").toString());
