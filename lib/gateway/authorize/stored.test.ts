import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI, { AuthenticationError, InternalServerError, NotFoundError } from "openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AZURE_DEPLOYMENT, AZURE_KEY, startFakeAzure } from "../../../e2e/fake-providers/azure";
import { BEDROCK_ACCESS_KEY, BEDROCK_MODEL, startFakeBedrock } from "../../../e2e/fake-providers/bedrock";
import type { FakeServer } from "../../../e2e/fake-providers/listen";
import { startFakeVertex, VERTEX } from "../../../e2e/fake-providers/vertex";
import { type FakeVertexTokens, startFakeVertexTokens } from "../../../e2e/fake-providers/vertex-tokens";
import {
  type CreateCredentialInput,
  CredentialUseRecorder,
  createCredential,
  RouteCache,
  updateCredential,
} from "../../credentials";
import { createKey, UseRecorder, Verifier } from "../../keys";
import { type TestTenant, testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { createGateway, type Gateway } from "..";
import { unmetered } from "../testing";

let database: TestDatabase;
let tenant: TestTenant;
let google: FakeVertexTokens;
let vertex: FakeServer;
let azure: FakeServer;
let bedrock: FakeServer;
let gateway: Gateway;
let client: OpenAI;
const verifier = new Verifier();
const routes = new RouteCache();
const server = createServer((req, res) => gateway.handle(req, res));

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  google = await startFakeVertexTokens();
  [vertex, azure, bedrock] = await Promise.all([
    startFakeVertex(google.tokens),
    startFakeAzure(),
    startFakeBedrock(),
  ]);
  gateway = createGateway({
    verifier,
    routes,
    uses: new UseRecorder(),
    credentialUses: new CredentialUseRecorder(),
    ...unmetered,
    limits: {
      maxBodyBytes: 1e6,
      upstreamTimeoutMs: 5000,
      upstreamNetworks: ["loopback"],
      trustedProxies: 0,
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { secret } = await createKey(tenant.admin, { note: "sdk" });
  const { port } = server.address() as AddressInfo;
  client = new OpenAI({ apiKey: secret, baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await gateway.close();
  verifier.close();
  routes.close();
  await database.drop();
  await Promise.all([google, vertex, azure, bedrock].map((fake) => fake.close()));
});

const store = (input: CreateCredentialInput) => createCredential(tenant.admin, input);
const say = async (model: string) => {
  const messages = [{ role: "user" as const, content: "Hi" }];
  const whole = await client.chat.completions.create({ model, messages });
  const streamed = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
  const text = whole.choices[0]?.message.content;
  expect(streamed.choices[0]?.message.content).toBe(text);
  return text;
};

const serviceAccount = (changes: Record<string, string> = {}) => ({
  serviceAccount: JSON.stringify({ ...google.serviceAccount, ...changes }, null, 2),
});

it("calls Vertex AI with a token that the stored service account buys once", async () => {
  const fields = { ...serviceAccount(), ...VERTEX, baseUrl: vertex.url };
  await store({ name: "google", provider: "vertex", fields });
  expect(await say("google/gemini-2.5-flash")).toContain("Hello from the fake upstream");
  expect(await say("google/meta/llama-3.3-70b")).toContain("Hello from the fake upstream");
  expect(google.requests).toHaveLength(1);
  expect(JSON.parse(vertex.requests[0]!.body.toString()).model).toBe("google/gemini-2.5-flash");
});

it("uses a changed service account on the very next call, and says when Google refuses it", async () => {
  const fields = { ...serviceAccount({ client_email: "wrong@x" }), ...VERTEX, baseUrl: vertex.url };
  const { id } = await store({ name: "changed", provider: "vertex", fields });
  const refused = say("changed/gemini-2.5-pro");
  await expect(refused).rejects.toThrow(InternalServerError);
  await expect(refused).rejects.toMatchObject({ status: 502, code: "upstream_unreachable" });
  await expect(refused).rejects.toThrow("refused the credential (invalid_grant)");
  await updateCredential(tenant.admin, { id, fields: serviceAccount() });
  expect(await say("changed/gemini-2.5-pro")).toContain("Hello");
});

it("calls a deployment of Azure OpenAI with its key", async () => {
  const config = { endpoint: `${azure.url}/`, apiVersion: "2024-10-21" };
  await store({ name: "azure", provider: "azure", fields: { ...config, apiKey: AZURE_KEY } });
  expect(await say(`azure/${AZURE_DEPLOYMENT}`)).toContain("Hello");
  const { path, query, headers } = azure.requests[0]!;
  expect(`${path}?${query}`).toBe(
    `/openai/deployments/${AZURE_DEPLOYMENT}/chat/completions?api-version=2024-10-21`,
  );
  expect(headers).toMatchObject({ "api-key": AZURE_KEY });
  expect(headers.authorization).toBeUndefined();
  await expect(say("azure/no-such-deployment")).rejects.toThrow(NotFoundError);
  await store({ name: "other", provider: "azure", fields: { ...config, apiKey: "wrong-key-0123456789" } });
  await expect(say(`other/${AZURE_DEPLOYMENT}`)).rejects.toThrow(AuthenticationError);
});

it("calls Bedrock with requests that the stored access key signs", async () => {
  const fields = { ...BEDROCK_ACCESS_KEY, baseUrl: bedrock.url } as Record<string, string>;
  await store({ name: "aws", provider: "bedrock", authMethod: "access_key", fields });
  expect(await say(`aws/${BEDROCK_MODEL}`)).toBe("You said: Hi — ☃");
});
