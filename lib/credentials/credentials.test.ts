import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { ChangeListener } from "../listener";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import {
  createCredential,
  deleteCredential,
  getCredential,
  listCredentials,
  RouteCache,
  updateCredential,
} from ".";
import { openSecrets } from "./envelope";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
let listener: ChangeListener;
const SECRET = "sk-live-0123456789abcdef";
const input = (name: string) => ({
  name,
  provider: "openai-compatible" as const,
  baseUrl: "http://127.0.0.1:9/v1/",
  secret: SECRET,
  models: ["small", "large"],
});

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
  listener = new ChangeListener(database.url);
  await listener.start();
});
afterAll(async () => {
  await listener.stop();
  await database.drop();
});

describe("createCredential", () => {
  it("seals the secret: no column, no view and no audit event holds it", async () => {
    const created = await createCredential(tenant.admin, input("sealed"));
    expect(created).toMatchObject({
      baseUrl: "http://127.0.0.1:9/v1",
      hint: "…cdef",
      models: [{ name: "large" }, { name: "small" }],
    });
    const row = await db().credential.findUniqueOrThrow({ where: { id: created.id } });
    const bytes = Buffer.concat([row.sealedSecret, row.sealedDataKey]).toString("latin1");
    const audit = await db().auditEvent.findMany({ where: { targetId: created.id } });
    expect(audit).toHaveLength(1);
    const everything = JSON.stringify([
      created,
      row.hint,
      row.baseUrl,
      audit,
      await listCredentials(tenant.admin),
    ]);
    for (const text of [bytes, everything]) expect(text).not.toContain(SECRET.slice(0, 12));
    expect(await openSecrets(row.id, row)).toEqual({ apiKey: SECRET });
  });

  it("knows OpenAI's address, and wants one for a compatible provider", async () => {
    const openai = { name: "openai", provider: "openai" as const, secret: SECRET };
    expect(await createCredential(tenant.admin, openai)).toMatchObject({
      baseUrl: "https://api.openai.com/v1",
      models: [],
    });
    await expect(
      createCredential(tenant.admin, { ...openai, provider: "openai-compatible" }),
    ).rejects.toMatchObject({
      fields: { "fields.baseUrl": expect.any(String) },
    });
  });

  it("is told with what its models cost, as every change of that is", async () => {
    const model = { name: "m", inputUsdPerMillion: "5", outputUsdPerMillion: "10" };
    const { id } = await createCredential(tenant.admin, { ...input("priced"), models: [model, "free"] });
    const cheaper = { ...model, inputUsdPerMillion: "0", outputUsdPerMillion: "0" };
    await updateCredential(tenant.admin, { id, models: [cheaper, { name: "free", listed: false }] });
    const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { createdAt: "asc" } });
    const [before, after] = [
      ["free", "m ($5 in, $10 out)"],
      ["free, not listed", "m ($0 in, $0 out)"],
    ];
    expect(events).toMatchObject([
      { action: "credential.create", after: { models: before } },
      { action: "credential.update", before: { models: before }, after: { models: after } },
    ]);
  });

  it.each([
    [{ baseUrl: "ftp://example.com" }, "fields.baseUrl"],
    [{ baseUrl: "http://user:pass@example.com/v1" }, "fields.baseUrl"],
    [{ baseUrl: "http://example.com/v1?key=1" }, "fields.baseUrl"],
    [{ baseUrl: "http://169.254.169.254/latest" }, "fields.baseUrl"],
    [{ baseUrl: "http://[::ffff:169.254.169.254]/v1" }, "fields.baseUrl"],
    [{ secret: "  " }, "fields.apiKey"],
    [{ name: "has space" }, "name"],
    [{ models: ["a", "a"] }, "models.1.name"],
  ])("refuses %j and names the field", async (change, field) => {
    const before = await db().credential.count();
    const refusal = { code: "invalid_input", fields: { [field]: expect.any(String) } };
    await expect(createCredential(tenant.admin, { ...input("refused"), ...change })).rejects.toMatchObject(
      refusal,
    );
    expect(await db().credential.count()).toBe(before);
  });

  it("wants a name of its own in the project", async () => {
    await createCredential(tenant.admin, input("twice"));
    await expect(createCredential(tenant.admin, input("twice"))).rejects.toMatchObject({ code: "conflict" });
    await createCredential(other.admin, input("twice"));
  });
});

describe("roles and tenants", () => {
  it("members read names, not where a credential leads nor how its secret ends", async () => {
    const { id } = await createCredential(tenant.admin, input("named"));
    expect(await getCredential(tenant.admin, { id })).toMatchObject({
      baseUrl: expect.stringMatching(/^http/),
    });
    const read = await getCredential(tenant.member, { id });
    expect(read).toMatchObject({ name: "named", config: {}, baseUrl: "", hint: "" });
    expect((await listCredentials(tenant.member)).find((one) => one.id === id)).toEqual(read);
  });

  it("viewers see no credentials; members see them and change none", async () => {
    const { id } = await createCredential(tenant.admin, input("guarded"));
    await expect(listCredentials(tenant.viewer)).rejects.toMatchObject({ code: "forbidden" });
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(createCredential(ctx, input("intruder"))).rejects.toMatchObject({ code: "forbidden" });
      await expect(deleteCredential(ctx, { id })).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const verb of [
      () => listCredentials(tenant.stranger),
      () => deleteCredential(tenant.stranger, { id }),
    ]) {
      await expect(verb()).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(deleteCredential(other.owner, { id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listCredentials(other.owner)).map((credential) => credential.id)).not.toContain(id);
    const mixed = { ...other.owner, projectId: tenant.projectId };
    expect(await listCredentials(mixed)).toEqual([]);
    await expect(deleteCredential(mixed, { id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("RouteCache", () => {
  it("opens a project's own credentials and follows every change on the next call", async () => {
    const fresh = await testTenant();
    const cache = new RouteCache();
    expect(await cache.routes(fresh.projectId)).toEqual({ credentials: [], endpoints: [] });
    const { id } = await createCredential(fresh.admin, input("up"));
    expect(await cache.routes(fresh.projectId)).toMatchObject({
      credentials: [
        { id, name: "up", secrets: { apiKey: SECRET }, models: ["large", "small"], openEnded: false },
      ],
    });
    expect(cache.routes(fresh.projectId)).not.toBeInstanceOf(Promise);
    await deleteCredential(fresh.admin, { id });
    expect(await cache.routes(fresh.projectId)).toEqual({ credentials: [], endpoints: [] });
    cache.close();
  });

  it("leaves out a row that was moved to another id, and keeps the others", async () => {
    const fresh = await testTenant();
    const [good, bad] = [
      await createCredential(fresh.admin, input("good")),
      await createCredential(fresh.admin, input("bad")),
    ];
    const sealed = await db().credential.findUniqueOrThrow({ where: { id: good.id } });
    const { sealedSecret, sealedDataKey } = sealed;
    await db().credential.update({ where: { id: bad.id }, data: { sealedSecret, sealedDataKey } });
    const cache = new RouteCache();
    const routes = await cache.routes(fresh.projectId);
    expect(routes.credentials.map((credential) => credential.name)).toEqual(["good"]);
    cache.close();
  });
});
