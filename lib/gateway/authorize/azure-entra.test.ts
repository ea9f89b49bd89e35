import OpenAI, { AuthenticationError } from "openai";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { AZURE_DEPLOYMENT, startFakeAzure } from "../../../e2e/fake-providers/azure";
import { ENTRA_APP, type FakeEntra, startFakeEntra } from "../../../e2e/fake-providers/entra";
import type { FakeServer } from "../../../e2e/fake-providers/listen";
import type { OpenCredential, Routes } from "../../credentials";
import { credential, KEY, startGateway, type TestGateway } from "../testing";

const { tenantId, clientId, clientSecret } = ENTRA_APP;
const MODEL = AZURE_DEPLOYMENT;
const messages = [{ role: "user" as const, content: "Hi" }];

let entra: FakeEntra;
let azure: FakeServer;
let gateway: TestGateway;
let client: OpenAI;
let routes: Routes;

beforeAll(async () => {
  entra = await startFakeEntra();
  azure = await startFakeAzure(entra.tokens);
  gateway = await startGateway({ routes: () => routes });
  client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([entra.close(), azure.close()]);
});
beforeEach(() => {
  entra.requests.length = 0;
  entra.tokens.lifeSeconds = 3599;
  routes = { credentials: [app()], endpoints: [] };
});

/** A credential that has not bought a token yet. */
const app = (secret = clientSecret): OpenCredential =>
  credential({
    name: "azure",
    provider: "azure",
    authMethod: "client_credentials",
    baseUrl: azure.url,
    config: { endpoint: azure.url, apiVersion: "2024-10-21", tenantId, clientId, authority: entra.url },
    secrets: { clientSecret: secret },
  });

const say = (model = MODEL) => client.chat.completions.create({ model: `azure/${model}`, messages });
const after = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

it("buys one token for calls that come together, and uses it for those that follow", async () => {
  await Promise.all(Array.from({ length: 10 }, () => say()));
  const answer = await say();
  expect(answer.choices[0]?.message.content).toContain("Hello");
  expect(entra.requests).toHaveLength(1);
  expect(azure.requests.at(-1)!.headers["api-key"]).toBeUndefined();
});

it("streams, and embeds", async () => {
  const streamed = client.chat.completions.stream({ model: `azure/${MODEL}`, messages });
  expect((await streamed.finalChatCompletion()).choices[0]?.message.content).toContain("Hello");
  const embedded = await client.embeddings.create({
    model: `azure/${MODEL}`,
    input: "Hi",
    encoding_format: "float",
  });
  expect(embedded.data[0]?.embedding).toEqual([0.25, -0.5]);
});

it("renews the token before it ends, without a call that waits or fails", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    await say();
    after(3400);
    await say();
    await vi.waitFor(() => expect(entra.requests).toHaveLength(2));
    after(250);
    await say();
    expect(entra.requests).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

it("goes on with the old token while Entra is down, and says so once it has ended", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    await say();
    entra.down = true;
    after(3400);
    await say();
    await say();
    after(250);
    const failed = say();
    await expect(failed).rejects.toMatchObject({ status: 502, code: "upstream_unreachable" });
    await expect(failed).rejects.toThrow("gave no answer");
    entra.down = false;
    after(3);
    await say();
  } finally {
    entra.down = false;
    vi.useRealTimers();
  }
});

it("says that the client secret is wrong without repeating it, and is right again once it is", async () => {
  const wrong = "wrong~secret-that-entra-repeats-0123";
  routes = { credentials: [app(wrong)], endpoints: [] };
  const refused = await say().catch((error: Error) => error);
  expect(refused).toMatchObject({ status: 502, code: "upstream_unreachable" });
  expect(String(refused)).toContain("refused the credential (invalid_client, AADSTS7000215)");
  expect(String(refused)).not.toContain(wrong);
  expect((await gateway.lastRecord()).outcome).toBe("upstream_error");
  routes = { credentials: [app()], endpoints: [] };
  await say();
});

it("passes Azure's own refusal of a token on", async () => {
  const stranger = await startFakeAzure();
  routes = { credentials: [{ ...app(), baseUrl: stranger.url }], endpoints: [] };
  await expect(say()).rejects.toThrow(AuthenticationError);
  await stranger.close();
});

it("sends nothing for a client that left while the token was being bought", async () => {
  entra.delayMs = 100;
  const before = azure.requests.length;
  const left = client.chat.completions.create(
    { model: `azure/${MODEL}`, messages },
    { signal: AbortSignal.timeout(30) },
  );
  await expect(left).rejects.toThrow(/aborted/);
  expect((await gateway.lastRecord()).outcome).toBe("client_gone");
  entra.delayMs = 0;
  await say();
  expect(entra.requests).toHaveLength(1);
  expect(azure.requests.length).toBe(before + 1);
});
