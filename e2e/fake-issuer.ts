import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

/** A minimal OpenID provider (OpenID Connect Core 1.0, code flow with PKCE) that signs in whoever `person` says, without asking. */
export async function startFakeIssuer({
  clientId,
  clientSecret,
}: {
  clientId: string;
  clientSecret: string;
}) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; nonce: string | null; claims: Claims }>();
  const state: { person: Claims } = { person: { sub: "", email: "", email_verified: false, name: "" } };
  let issuer = "";

  const idToken = (claims: Claims, nonce: string | null) => {
    const nowS = Math.floor(Date.now() / 1000);
    const payload = {
      ...claims,
      iss: issuer,
      aud: clientId,
      iat: nowS,
      exp: nowS + 300,
      ...(nonce ? { nonce } : {}),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", kid: "k", typ: "JWT" })}.${part(payload)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };

  async function token(request: IncomingMessage) {
    const form = new URLSearchParams(await text(request));
    const [, basic = ""] = (request.headers.authorization ?? "").split(" ");
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const known = Buffer.from(basic, "base64").toString() === `${clientId}:${clientSecret}`;
    if (!code || !known || verifier !== code.challenge) return null;
    return { access_token: randomUUID(), token_type: "Bearer", id_token: idToken(code.claims, code.nonce) };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, issuer);
    const json = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration") {
      return json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (url.pathname === "/jwks") {
      return json(200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }],
      });
    }
    if (url.pathname === "/authorize") {
      const code = randomUUID();
      const { searchParams: asked } = url;
      codes.set(code, {
        challenge: asked.get("code_challenge") ?? "",
        nonce: asked.get("nonce"),
        claims: state.person,
      });
      const back = new URL(asked.get("redirect_uri")!);
      back.searchParams.set("code", code);
      back.searchParams.set("state", asked.get("state") ?? "");
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === "/token") {
      const answer = await token(request);
      return answer ? json(200, answer) : json(400, { error: "invalid_grant" });
    }
    json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: issuer,
    signInAs(person: Claims) {
      state.person = person;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
