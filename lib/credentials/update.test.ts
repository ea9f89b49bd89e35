import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createCredential, deleteCredential, listCredentials, RouteCache, updateCredential } from ".";
import { openSecrets } from "./envelope";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
let cache: RouteCache;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
  cache = new RouteCache();
});
afterAll(async () => {
  cache.close();
  await database.drop();
});

const opened = async (id: string) =>
  openSecrets(id, await db().credential.findUniqueOrThrow({ where: { id } }));
const openAi = (name: string) =>
  createCredential(tenant.admin, { name, provider: "openai", fields: { apiKey: "sk-first-0123456789" } });
const azure = (name: string) =>
  createCredential(tenant.admin, {
    name,
    provider: "azure",
    authMethod: "client_credentials",
    fields: {
      clientSecret: "azure-secret-0123456789",
      tenantId: newId(),
      clientId: newId(),
      endpoint: "https://unit-test.openai.azure.com/",
      apiVersion: "2024-10-21",
    },
  });

describe("createCredential", () => {
  it("takes each provider's fields: plain ones are shown, secret ones sealed", async () => {
    const created = await azure("azure-entra");
    expect(created).toMatchObject({
      provider: "azure",
      authMethod: "client_credentials",
      baseUrl: "https://unit-test.openai.azure.com",
      config: { endpoint: "https://unit-test.openai.azure.com", apiVersion: "2024-10-21" },
      hint: "…6789",
    });
    expect(JSON.stringify(created)).not.toContain("azure-secret");
    expect(await opened(created.id)).toEqual({ clientSecret: "azure-secret-0123456789" });
  });

  it("shows nothing of a service account's file", async () => {
    const serviceAccount = JSON.stringify({
      private_key: "-----BEGIN PRIVATE KEY-----",
      token_uri: "https://x",
    });
    const fields = { serviceAccount, projectId: "my-project", location: "europe-west4" };
    const created = await createCredential(tenant.admin, { name: "vertex", provider: "vertex", fields });
    expect(created).toMatchObject({
      hint: "…",
      baseUrl:
        "https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4/endpoints/openapi",
    });
    expect(JSON.stringify(created)).not.toContain("PRIVATE KEY");
  });

  it.each([
    [{ provider: "azure", fields: { apiKey: "x", apiVersion: "2024-10-21" } }, "fields.endpoint"],
    [{ provider: "azure", authMethod: "nope", fields: {} }, "authMethod"],
    [{ provider: "openai", fields: { apiKey: "x", bseUrl: "https://typo" } }, "fields.bseUrl"],
    [
      { provider: "bedrock", authMethod: "access_key", fields: { accessKeyId: "AKIAAAAAAAAAAAAA" } },
      "fields.secretAccessKey",
    ],
    [
      { provider: "openai", fields: { apiKey: "x" }, models: [{ name: "m", inputUsdPerMillion: "cheap" }] },
      "models.0.inputUsdPerMillion",
    ],
  ] as const)("refuses %j at %s", async (input, field) => {
    await expect(
      createCredential(tenant.admin, { name: "refused", ...input } as never),
    ).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: expect.any(String) },
    });
  });

  it("keeps prices of custom models exactly, and lists the catalogue's with default models on", async () => {
    const models = [
      { name: "ours", inputUsdPerMillion: "0.15", outputUsdPerMillion: "0.6", cachedInputUsdPerMillion: "" },
    ];
    const { id, ...created } = await createCredential(tenant.admin, {
      name: "priced",
      provider: "openai",
      secret: "sk-priced",
      models,
    });
    expect(created.models).toEqual([
      {
        name: "ours",
        inputUsdPerMillion: "0.15",
        outputUsdPerMillion: "0.6",
        cachedInputUsdPerMillion: null,
        listed: true,
      },
    ]);
    expect(created.defaultModelCount).toBeGreaterThan(20);
    const routes = await cache.routes(tenant.projectId);
    const { models: served } = routes.credentials.find((credential) => credential.id === id)!;
    expect(served).toEqual(expect.arrayContaining(["ours", "gpt-4o", "text-embedding-3-small"]));
    await updateCredential(tenant.admin, { id, withDefaultModels: false });
    const after = await cache.routes(tenant.projectId);
    expect(after.credentials.find((credential) => credential.id === id)).toMatchObject({
      models: ["ours"],
      openEnded: false,
    });
  });
});

describe("updateCredential", () => {
  it("keeps the secret when its field is empty or missing, and replaces it when typed", async () => {
    const { id, updatedAt } = await openAi("kept");
    expect(
      await updateCredential(tenant.admin, { id, name: "renamed", fields: { apiKey: "" } }),
    ).toMatchObject({
      name: "renamed",
      hint: "…6789",
    });
    expect(await opened(id)).toEqual({ apiKey: "sk-first-0123456789" });
    const changed = await updateCredential(tenant.admin, { id, fields: { apiKey: "sk-second-abcdefghij" } });
    expect(changed).toMatchObject({ hint: "…ghij", name: "renamed" });
    expect(Date.parse(changed.updatedAt)).toBeGreaterThanOrEqual(Date.parse(updatedAt));
    expect(await opened(id)).toEqual({ apiKey: "sk-second-abcdefghij" });
    const routes = await cache.routes(tenant.projectId);
    expect(routes.credentials.find((credential) => credential.id === id)?.secrets).toEqual({
      apiKey: "sk-second-abcdefghij",
    });
  });

  it("never sends a stored secret to another address: a changed host asks for it again", async () => {
    const { id } = await openAi("moved");
    const baseUrl = "https://elsewhere.example.com/v1";
    const tries: Record<string, string>[] = [{ baseUrl }, { baseUrl, apiKey: "" }, { baseUrl, apiKey: "  " }];
    for (const fields of tries) {
      await expect(updateCredential(tenant.admin, { id, fields })).rejects.toMatchObject({
        code: "invalid_input",
        fields: { "fields.apiKey": expect.stringContaining("again") },
      });
    }
    expect((await listCredentials(tenant.admin)).find((credential) => credential.id === id)?.baseUrl).toBe(
      "https://api.openai.com/v1",
    );
    expect(
      await updateCredential(tenant.admin, { id, fields: { baseUrl, apiKey: "sk-elsewhere-123456" } }),
    ).toMatchObject({ baseUrl });
    // The same address written differently is no other address.
    expect(
      await updateCredential(tenant.admin, { id, fields: { baseUrl: `${baseUrl}/`, apiKey: "" } }),
    ).toMatchObject({ baseUrl });
  });

  it("asks again for a tenant as for an address, and not for an API version", async () => {
    const { id } = await azure("azure-moved");
    await expect(updateCredential(tenant.admin, { id, fields: { tenantId: newId() } })).rejects.toMatchObject(
      {
        fields: { "fields.clientSecret": expect.any(String) },
      },
    );
    expect(
      await updateCredential(tenant.admin, { id, fields: { apiVersion: "2025-01-01-preview" } }),
    ).toMatchObject({
      config: { apiVersion: "2025-01-01-preview" },
    });
  });

  it("writes what changed and never a secret to the audit log", async () => {
    const { id } = await openAi("audited");
    await updateCredential(tenant.admin, { id, fields: { apiKey: "sk-audited-secret-42" }, models: ["m1"] });
    const [event] = await db().auditEvent.findMany({ where: { targetId: id, action: "credential.update" } });
    expect(event).toMatchObject({ before: { models: [] }, after: { models: ["m1"], secretChanged: true } });
    expect(JSON.stringify(event)).not.toContain("sk-audited");
  });

  it("refuses roles, strangers and other organizations", async () => {
    const { id } = await openAi("guarded");
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(updateCredential(ctx, { id, name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    }
    const mixed = { ...other.owner, projectId: tenant.projectId };
    for (const ctx of [tenant.stranger, other.owner, mixed]) {
      await expect(updateCredential(ctx, { id, name: "x" })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("deleteCredential with dependents", () => {
  const depend = async (credentialId: string, slug: string) =>
    db().endpoint.create({
      data: {
        id: newId(),
        projectId: tenant.projectId,
        slug,
        createdByKind: "SYSTEM",
        createdByName: "test",
        targets: { create: { id: newId(), position: 0, credentialId, model: "m", weight: 100 } },
      },
    });

  it("names them and wants the name typed; afterwards they lead nowhere", async () => {
    const { id, name } = await openAi("needed");
    const { id: endpointId } = await depend(id, "chat");
    expect(
      (await listCredentials(tenant.member)).find((credential) => credential.id === id)?.dependents,
    ).toEqual([{ id: endpointId, slug: "chat" }]);
    for (const confirmName of [undefined, "", "other"]) {
      await expect(deleteCredential(tenant.admin, { id, confirmName })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("chat"),
      });
    }
    await deleteCredential(tenant.admin, { id, confirmName: name });
    const routes = await cache.routes(tenant.projectId);
    expect(routes.endpoints.find((endpoint) => endpoint.slug === "chat")?.targets).toEqual([
      { credentialId: null, model: "m", weight: 100 },
    ]);
  });
});
