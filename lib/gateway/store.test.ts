import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import {
  CredentialUseRecorder,
  createCredential,
  deleteCredential,
  RouteCache,
  updateCredential,
} from "../credentials";
import { db } from "../db";
import { createEndpoint, deleteEndpoint, updateEndpoint } from "../endpoints";
import { createKey, deleteKey, disableKey, enableKey, UseRecorder, updateKey, Verifier } from "../keys";
import { ChangeListener } from "../listener";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createGateway, type Gateway } from ".";
import { call, chat, errorOf, SECRET, unmetered } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
let upstream: FakeUpstream;
let listener: ChangeListener;
let gateway: Gateway;
let address: { url: string };
const verifier = new Verifier();
const routes = new RouteCache();
const uses = new UseRecorder();
const credentialUses = new CredentialUseRecorder();
const server = createServer((req, res) => gateway.handle(req, res));

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  upstream = await startFakeUpstream({ secret: SECRET });
  listener = new ChangeListener(database.url);
  await listener.start();
  const upstreamNetworks = ["loopback"] as const;
  const limits = { maxBodyBytes: 1e6, upstreamTimeoutMs: 5000, upstreamNetworks, trustedProxies: 1 };
  gateway = createGateway({ verifier, routes, uses, credentialUses, ...unmetered, limits });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await gateway.close();
  verifier.close();
  routes.close();
  await listener.stop();
  await database.drop();
  await upstream.close();
});

const codeWith = async (key: string, model = "gpt-4o") => {
  const response = await call(address, chat(model), { key });
  return response.status === 200 ? "passed" : (await errorOf(response)).code;
};

it("a change to a key is in force on the very next call", async () => {
  const credential = await createCredential(tenant.admin, {
    name: "up",
    provider: "openai-compatible",
    baseUrl: upstream.url,
    secret: SECRET,
    models: ["gpt-4o"],
  });
  const { id, secret } = await createKey(tenant.admin, { note: "ci" });
  expect(await codeWith(secret)).toBe("passed");
  for (let round = 0; round < 5; round++) {
    await disableKey(tenant.admin, { id });
    expect(await codeWith(secret)).toBe("disabled_api_key");
    await enableKey(tenant.admin, { id });
    expect(await codeWith(secret)).toBe("passed");
  }
  await updateKey(tenant.admin, { id, expiresAt: new Date(Date.now() + 300).toISOString() });
  expect(await codeWith(secret)).toBe("passed");
  await new Promise((resolve) => setTimeout(resolve, 310));
  expect(await codeWith(secret)).toBe("expired_api_key");
  await updateKey(tenant.admin, { id, expiresAt: null });
  expect(await codeWith(secret)).toBe("passed");
  await deleteKey(tenant.admin, { id });
  expect(await codeWith(secret)).toBe("revoked_api_key");
  await deleteCredential(tenant.admin, { id: credential.id });
});

it("tells a mistyped key from an unknown one", async () => {
  const { id, secret } = await createKey(tenant.admin, { note: "typo" });
  const mistyped = secret.slice(0, -1) + (secret.endsWith("0") ? "1" : "0");
  expect(await codeWith(mistyped)).toBe("invalid_api_key_format");
  await db().apiKey.delete({ where: { id } });
  expect(await codeWith(secret)).toBe("invalid_api_key");
});

it("a credential is there, and gone, on the very next call", async () => {
  const { secret } = await createKey(tenant.admin, { note: "credentials" });
  expect(await codeWith(secret)).toBe("no_credential");
  const input = {
    name: "later",
    provider: "openai-compatible" as const,
    baseUrl: upstream.url,
    secret: SECRET,
  };
  const credential = await createCredential(tenant.admin, input);
  expect(await codeWith(secret)).toBe("passed");
  await deleteCredential(tenant.admin, { id: credential.id });
  expect(await codeWith(secret)).toBe("no_credential");
});

it("a key opens its own project's models alone", async () => {
  const other = await testTenant();
  const input = {
    name: "theirs",
    provider: "openai-compatible" as const,
    baseUrl: upstream.url,
    secret: SECRET,
  };
  await createCredential(other.admin, { ...input, models: ["theirs"] });
  const { secret } = await createKey(tenant.admin, { note: "ours" });
  expect(await codeWith(secret, "theirs")).toBe("no_credential");
  expect(await (await call(address, null, { path: "/models", key: secret })).json()).toEqual({
    object: "list",
    data: [],
  });
});

it("the last use shows when, from where and with what, of key and credential", async () => {
  const input = {
    name: "used",
    provider: "openai-compatible" as const,
    baseUrl: upstream.url,
    secret: SECRET,
  };
  const credential = await createCredential(tenant.admin, input);
  const { id, secret } = await createKey(tenant.admin, { note: "used" });
  const before = Date.now();
  const headers = { "user-agent": "batch/7", "x-forwarded-for": "6.6.6.6, 198.51.100.9" };
  await call(address, chat("gpt-4o"), { key: secret, headers });
  await uses.flush();
  await credentialUses.flush();
  const key = await db().apiKey.findUniqueOrThrow({ where: { id } });
  expect(key).toMatchObject({ lastUsedAddress: "198.51.100.9", lastUsedUserAgent: "batch/7" });
  expect(key.lastUsedAt!.getTime()).toBeGreaterThanOrEqual(before);
  const used = await db().credential.findUniqueOrThrow({ where: { id: credential.id } });
  expect(used.lastUsedAt!.getTime()).toBeGreaterThanOrEqual(before);
});

it("an endpoint, its credentials and every change to them are in force on the very next call", async () => {
  const other = await startFakeUpstream({ secret: SECRET });
  const project = await testTenant();
  const input = (name: string, baseUrl: string) => ({
    name,
    provider: "openai-compatible" as const,
    baseUrl,
    secret: SECRET,
  });
  const first = await createCredential(project.admin, input("first", upstream.url));
  const second = await createCredential(project.admin, input("second", other.url));
  const { secret } = await createKey(project.admin, { note: "endpoints" });
  const send = async () => {
    const response = await call(address, chat("support"), { key: secret });
    return response.status === 200
      ? response.headers.get("x-gatehouse-target")
      : (await errorOf(response)).code;
  };
  const weighted = (credentialId: string, model: string) => [{ credentialId, model, weight: 100 }];
  const { id } = await createEndpoint(project.admin, {
    slug: "support",
    targets: weighted(first.id, "gpt-4o"),
    fallbacks: [{ credentialId: second.id, model: "gpt-4o-mini" }],
  });
  expect(await send()).toBe("first/gpt-4o");
  await updateEndpoint(project.admin, { id, targets: weighted(first.id, "error-503") });
  expect(await send()).toBe("second/gpt-4o-mini");
  await updateCredential(project.admin, { id: second.id, name: "renamed" });
  expect(await send()).toBe("renamed/gpt-4o-mini");
  await deleteCredential(project.admin, { id: first.id, confirmName: "first" });
  expect(await send()).toBe("renamed/gpt-4o-mini");
  await deleteCredential(project.admin, { id: second.id, confirmName: "renamed" });
  expect(await send()).toBe("no_credential");
  await deleteEndpoint(project.admin, { id });
  expect(await send()).toBe("no_credential");
  await other.close();
});
