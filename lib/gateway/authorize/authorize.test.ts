import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ENTRA_APP, type FakeEntra, startFakeEntra } from "../../../e2e/fake-providers/entra";
import { type FakeServer, listen, sendJson } from "../../../e2e/fake-providers/listen";
import { type FakeVertexTokens, startFakeVertexTokens } from "../../../e2e/fake-providers/vertex-tokens";
import { checkedAgent } from "../../checked-agent";
import type { OpenCredential } from "../../credentials";
import type { Network } from "../../network";
import { AuthorizeError, authorize, type Provable } from "./index";

const NETWORKS: Network[] = ["public", "private", "loopback"];
const agent = checkedAgent(NETWORKS, 5000);
const via = { agent, networks: NETWORKS };
let entra: FakeEntra;
let google: FakeVertexTokens;

beforeAll(async () => {
  entra = await startFakeEntra();
  google = await startFakeVertexTokens();
});
afterAll(async () => {
  await Promise.all([entra.close(), google.close(), agent.destroy()]);
});

const request = (headers: string[] = []): Provable => ({
  method: "POST",
  url: new URL("https://llm.example.com/v1/chat/completions"),
  headers: ["content-type", "application/json", ...headers],
  body: Buffer.from("{}"),
});

const credential = (given: Partial<OpenCredential>): OpenCredential => ({
  id: "credential-1",
  name: "up",
  provider: "openai",
  authMethod: "api_key",
  baseUrl: "https://llm.example.com/v1",
  config: {},
  secrets: { apiKey: "sk-1234567890" },
  models: [],
  openEnded: true,
  prices: new Map(),
  createdAtMs: 0,
  ...given,
});

const azure = (secrets: Record<string, string> = {}, config: Record<string, string> = {}) => {
  const { tenantId, clientId, clientSecret } = ENTRA_APP;
  return credential({
    provider: "azure",
    authMethod: "client_credentials",
    config: { tenantId, clientId, authority: entra.url, ...config },
    secrets: { clientSecret, ...secrets },
  });
};

const vertex = (changes: Record<string, unknown> = {}) =>
  credential({
    provider: "vertex",
    authMethod: "service_account",
    secrets: { serviceAccount: JSON.stringify({ ...google.serviceAccount, ...changes }) },
  });

const prove = async (given: OpenCredential) => authorize(given, request(), via);
const refusal = (given: OpenCredential): Promise<AuthorizeError> =>
  prove(given).then(
    () => expect.unreachable("a proof was found"),
    (error: AuthorizeError) => error,
  );

it.each([
  ["openai", "api_key", ["authorization", "Bearer sk-1234567890"]],
  ["groq", "api_key", ["authorization", "Bearer sk-1234567890"]],
  ["bedrock", "api_key", ["authorization", "Bearer sk-1234567890"]],
  ["azure", "api_key", ["api-key", "sk-1234567890"]],
  ["anthropic", "api_key", ["x-api-key", "sk-1234567890", "anthropic-version", "2023-06-01"]],
] as const)("sends the key of %s (%s) as it wants it, at once", (provider, authMethod, headers) => {
  expect(authorize(credential({ provider, authMethod }), request(), via)).toEqual(headers);
});

it("leaves the protocol's version to an Anthropic caller that chose one", () => {
  const chosen = request(["anthropic-version", "2024-01-01"]);
  const proof = authorize(credential({ provider: "anthropic" }), chosen, via);
  expect(proof).toEqual(["x-api-key", "sk-1234567890"]);
});

it("sends nothing where there is no key", () => {
  expect(authorize(credential({ provider: "ollama", secrets: {} }), request(), via)).toEqual([]);
});

it("buys one token from Entra for many calls, and another for a credential that has changed", async () => {
  const before = entra.requests.length;
  const given = azure();
  const proofs = await Promise.all([prove(given), prove(given), prove(given)]);
  expect(new Set(proofs.map(([, value]) => value)).size).toBe(1);
  expect(entra.tokens.accepts(proofs[0]![1])).toBe(true);
  expect(entra.requests.length).toBe(before + 1);
  expect(authorize(given, request(), via)).toEqual(proofs[0]);
  expect(await prove(azure())).not.toEqual(proofs[0]);
});

it("buys a token from Google with a JWT that the service account's key has signed", async () => {
  const given = vertex();
  const proof = await prove(given);
  expect(google.tokens.accepts(proof[1])).toBe(true);
  expect(authorize(given, request(), via)).toEqual(proof);
});

it("buys a new token when the old one has ended", async () => {
  entra.tokens.lifeSeconds = 60;
  const given = azure();
  const first = await prove(given);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  const second = await prove(given);
  expect(entra.tokens.accepts(first[1])).toBe(false);
  expect(entra.tokens.accepts(second[1])).toBe(true);
  vi.useRealTimers();
  entra.tokens.lifeSeconds = 3599;
});

it("says that the secret is wrong, and does not repeat it", async () => {
  const error = await refusal(azure({ clientSecret: "wrong-secret-that-entra-repeats" }));
  expect(error).toBeInstanceOf(AuthorizeError);
  expect(error.message).toMatch(/127\.0\.0\.1:\d+ refused the credential \(invalid_client, AADSTS7000215\)/);
  expect(error.message).not.toContain("wrong-secret");
});

it("says that a service account is unknown, or its key another's", async () => {
  const stranger = await refusal(vertex({ client_email: "x@fake-project.iam.gserviceaccount.com" }));
  expect(stranger.message).toContain("refused the credential (invalid_grant)");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  expect((await refusal(vertex({ private_key: pem }))).message).toContain("(invalid_grant)");
});

it.each([
  ["no JSON at all", "nonsense"],
  ["JSON of something else", '{"type":"authorized_user"}'],
  ["a null", "null"],
])("says that a service account's key is %s", async (_, serviceAccount) => {
  const given = credential({
    provider: "vertex",
    authMethod: "service_account",
    secrets: { serviceAccount },
  });
  expect((await refusal(given)).message).toContain("is not the JSON file");
});

it("says that a private key cannot be read", async () => {
  expect((await refusal(vertex({ private_key: "-----BEGIN" }))).message).toContain("cannot be read");
});

it("says that the identity provider is down", async () => {
  entra.down = true;
  expect((await refusal(azure())).message).toMatch(/gave no answer/);
  entra.down = false;
});

it("asks no identity provider at an address that may not be called", async () => {
  const metadata = vertex({ token_uri: "http://169.254.169.254/latest/meta-data" });
  expect((await refusal(metadata)).message).toContain("address is refused");
  const inside = authorize(azure(), request(), { agent, networks: ["public"] });
  await expect(inside).rejects.toThrow("address is refused");
});

it("follows no redirect of an identity provider, and believes no answer without a token", async () => {
  const { requests } = entra;
  const before = requests.length;
  const elsewhere = await listen((_, res) => res.writeHead(307, { location: entra.url }).end());
  const empty = await listen((_, res) => sendJson(res, 200, { access_token: "", expires_in: 3600 }));
  const endless = await listen((_, res) => res.end("x".repeat(100_000)));
  const ask = (server: FakeServer) => refusal(azure({}, { authority: server.url }));
  expect((await ask(elsewhere)).message).toContain("gave no token (status 307)");
  expect((await ask(empty)).message).toContain("gave no token (status 200)");
  expect((await ask(endless)).message).toContain("gave no answer");
  expect(requests.length).toBe(before);
  await Promise.all([elsewhere.close(), empty.close(), endless.close()]);
});
