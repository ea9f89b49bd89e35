import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createKey, deleteKey, disableKey, listKeys, updateKey, Verifier } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { apiKeys } from "./index";
import { errorOf, testApi } from "./testing";

let database: TestDatabase;
let api: Awaited<ReturnType<typeof testApi>>;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  api = await testApi();
  tenant = api.tenant;
});

const create = (attributes: unknown, headers: Record<string, string> = {}) =>
  api.call(apiKeys.create, { attributes, headers });

describe("POST api_keys", () => {
  it("201: answers with the key, and its secret once", async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const limits = {
      cost_limit_usd: "2.5",
      token_limit: 900,
      requests_per_minute: 7,
      reset_period: "weekly",
    };
    const { status, headers, body } = await create({ note: "ci", expires_at: expiresAt, ...limits });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      type: "api_keys",
      attributes: { note: "ci", enabled: true, ...limits },
    });
    expect(headers.get("location")).toMatch(new RegExp(`/api_keys/${body.data!.id}$`));
    expect(headers.get("content-type")).toBe("application/vnd.api+json");
    const secret = body.meta!.secretKey as string;
    expect(await new Verifier().verify(secret, Date.now())).toMatchObject({ ok: true });
    for (const operation of [apiKeys.list, apiKeys.show]) {
      expect(JSON.stringify(await api.call(operation, { id: body.data!.id }))).not.toContain(secret);
    }
  });

  it("takes dollars as a number, both media types, and a key in X-API-Key", async () => {
    const sent = { "content-type": "application/vnd.api+json; charset=utf-8", "x-api-key": api.key.secret };
    const attributes = { note: "number", cost_limit_usd: 0.5 };
    const { status, body } = await api.call(apiKeys.create, { attributes, headers: sent, secret: null });
    expect(status).toBe(201);
    expect(body.data!.attributes.cost_limit_usd).toBe("0.5");
  });

  it("422: names every attribute that is not valid, by its pointer", async () => {
    const { status, body } = await create({
      note: " ",
      token_limit: 1.5,
      cost_limit_usd: "free",
      reset_period: "x",
    });
    expect(status).toBe(422);
    expect(body.errors!.map(({ source }) => source!.pointer).sort()).toEqual([
      "/data/attributes/cost_limit_usd",
      "/data/attributes/note",
      "/data/attributes/reset_period",
      "/data/attributes/token_limit",
    ]);
    expect(errorOf(await create({ note: "x", tokenLimit: 5 }))).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/tokenLimit" },
    });
    expect(errorOf(await create({ note: "a\u0000b" }))).toMatchObject({ status: 422 });
  });

  it("422: an expiry beyond the year 9999", async () => {
    const late = await create({ note: "late", expires_at: "9999-12-31T23:59:59-01:00" });
    expect(errorOf(late)).toMatchObject({
      status: 422,
      detail: expect.stringContaining("before the year 10000"),
      source: { pointer: "/data/attributes/expires_at" },
    });
    expect((await create({ note: "latest", expires_at: "9999-12-31T23:59:59Z" })).status).toBe(201);
  });

  it("400, 409, 413, 415: refuses what is no document", async () => {
    expect((await api.call(apiKeys.create, { body: "{" })).status).toBe(400);
    expect((await api.call(apiKeys.create, { body: "[]" })).status).toBe(400);
    expect((await api.call(apiKeys.create, { body: '{"data":{"attributes":[]}}' })).status).toBe(400);
    const other = JSON.stringify({ data: { type: "endpoints", attributes: { note: "x" } } });
    expect(errorOf(await api.call(apiKeys.create, { body: other }))).toMatchObject({
      status: 409,
      source: { pointer: "/data/type" },
    });
    const long = JSON.stringify({ data: { attributes: { note: "x".repeat(2 ** 20) } } });
    expect((await api.call(apiKeys.create, { body: long })).status).toBe(413);
    const text = { "content-type": "text/plain" };
    expect((await create({ note: "x" }, text)).status).toBe(415);
    expect((await listKeys(tenant.owner)).total).toBe(1);
  });

  it("answers a repeated Idempotency-Key as the first time, without the secret, and runs it once", async () => {
    const headers = { "idempotency-key": "deploy-1" };
    const first = await create({ note: "once" }, headers);
    const again = await create({ note: "once" }, headers);
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.body.data).toEqual(first.body.data);
    expect(again.body.meta).toBeUndefined();
    expect(errorOf(await create({ note: "other" }, headers))).toMatchObject({
      status: 422,
      code: "idempotency_key_reused",
    });
    expect((await create({ note: "" }, { "idempotency-key": "retry" })).status).toBe(422);
    expect((await create({ note: "" }, { "idempotency-key": "retry" })).status).toBe(422);
    for (const key of ["", "x".repeat(256)]) {
      expect(errorOf(await create({ note: "x" }, { "idempotency-key": key }))).toMatchObject({
        status: 400,
        code: "invalid_idempotency_key",
        source: { header: "idempotency-key" },
      });
    }
    const raced = await Promise.all(
      Array.from({ length: 6 }, () => create({ note: "raced" }, { "idempotency-key": "raced" })),
    );
    expect(raced.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const notes = (await listKeys(tenant.owner)).keys.map(({ note }) => note).sort();
    expect(notes).toEqual(["once", "pipeline", "raced"]);
  });
});

describe("GET api_keys", () => {
  it("200: walks every key once, in any order, by links.next", async () => {
    for (let i = 0; i < 6; i++) await createKey(tenant.owner, { note: `key ${i}` });
    for (const sort of ["note", "-note", "created_at", "-last_used_at", "expires_at"]) {
      const seen: string[] = [];
      for (let query: string | null = `?page[size]=3&sort=${sort}`; query; ) {
        const { status, body } = await api.call(apiKeys.list, { query });
        expect(status).toBe(200);
        seen.push(...body.list!.map(({ id }) => id));
        query = body.links!.next && new URL(body.links!.next, "http://x").search;
      }
      expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    }
  });

  it("filters by status and search, and 400s a parameter that is none", async () => {
    const { id } = await createKey(tenant.owner, { note: "quiet one" });
    await disableKey(tenant.owner, { id });
    const ids = async (query: string) =>
      (await api.call(apiKeys.list, { query })).body.list!.map((item) => item.id);
    expect(await ids("?filter[status]=disabled")).toEqual([id]);
    expect(await ids("?filter[search]=quiet")).toEqual([id]);
    const forged = Buffer.from(JSON.stringify(["createdAt:desc", "no time", "no id"])).toString("base64url");
    for (const [query, parameter] of [
      ["?filter[status]=gone", "filter[status]"],
      ["?filter[color]=red", "filter[color]"],
      ["?filter[constructor]=1", "filter[constructor]"],
      ["?filter[toString]=1", "filter[toString]"],
      ["?filter[__proto__]=1", "filter[__proto__]"],
      ["?sort=constructor", "sort"],
      ["?sort=secret_hash", "sort"],
      ["?page[size]=0", "page[size]"],
      ["?page[after]=x", "page[after]"],
      [`?page[after]=${forged}`, "page[after]"],
    ] as const) {
      expect(errorOf(await api.call(apiKeys.list, { query }))).toMatchObject({
        status: 400,
        source: { parameter },
      });
    }
  });
});

describe("api_keys/{id}", () => {
  it("200: shows, changes and clears; a switched-off key's next call is refused", async () => {
    const { id, secret } = await createKey(tenant.owner, { note: "worker", tokenLimit: 5 });
    const verifier = new Verifier();
    const patch = (attributes: unknown) => api.call(apiKeys.update, { id, attributes });
    expect((await patch({ token_limit: null, note: "worker 2" })).body.data!.attributes).toMatchObject({
      note: "worker 2",
      token_limit: null,
    });
    expect((await patch({ enabled: false })).body.data!.attributes.status).toBe("disabled");
    expect(await verifier.verify(secret, Date.now())).toMatchObject({ code: "disabled_api_key" });
    expect((await patch({ enabled: true })).body.data!.attributes.status).toBe("active");
    expect((await api.call(apiKeys.show, { id })).body.data!.attributes.consumption).toMatchObject({
      tokens: 0,
    });
    const wrong = JSON.stringify({ data: { id: "other", attributes: {} } });
    expect((await api.call(apiKeys.update, { id, body: wrong })).status).toBe(409);
    expect((await patch({ note: 5 })).status).toBe(422);
  });

  it("204: deletes for good", async () => {
    const { id, secret } = await createKey(tenant.owner, { note: "gone" });
    expect((await api.call(apiKeys.remove, { id })).status).toBe(204);
    expect(await new Verifier().verify(secret, Date.now())).toMatchObject({ code: "revoked_api_key" });
    expect((await api.call(apiKeys.remove, { id })).status).toBe(404);
    expect((await api.call(apiKeys.show, { id })).body.data!.attributes.status).toBe("revoked");
  });

  it("404: what is another project's, or no id at all, does not exist", async () => {
    const elsewhere = await testTenant();
    const theirs = await createKey(elsewhere.owner, { note: "theirs" });
    for (const id of [theirs.id, "0", "../", "x".repeat(5000)]) {
      for (const operation of [apiKeys.show, apiKeys.remove]) {
        expect((await api.call(operation, { id })).status).toBe(404);
      }
      expect((await api.call(apiKeys.update, { id, attributes: { note: "mine" } })).status).toBe(404);
    }
    const { organizationId, projectId } = elsewhere;
    for (const place of [{ organizationId }, { projectId }, { organizationId, projectId }]) {
      expect((await api.call(apiKeys.list, { place })).status).toBe(404);
    }
  });

  it("201: rotates, and 409 where there is a successor", async () => {
    const { id } = await createKey(tenant.owner, { note: "rotated" });
    const rotate = () => api.call(apiKeys.rotate, { id, attributes: { overlap: "24h" } });
    const { status, body, headers } = await rotate();
    expect(status).toBe(201);
    expect(body.data!.attributes.replaces).toMatchObject({ id });
    expect(headers.get("location")).toMatch(new RegExp(`/api_keys/${body.data!.id}$`));
    expect(await new Verifier().verify(body.meta!.secretKey as string, Date.now())).toMatchObject({
      ok: true,
    });
    expect((await rotate()).status).toBe(409);
    expect((await api.call(apiKeys.rotate, { id, attributes: { overlap: "1y" } })).status).toBe(422);
  });
});

describe("whoever calls", () => {
  it("401: needs a key that works", async () => {
    expect(errorOf(await api.call(apiKeys.list, { secret: null }))).toMatchObject({
      status: 401,
      code: "missing_api_key",
    });
    expect((await api.call(apiKeys.list, { secret: "gk_mistyped" })).headers.get("www-authenticate")).toBe(
      "Bearer",
    );
    const { id, secret } = await createKey(tenant.owner, { note: "off" });
    await disableKey(tenant.owner, { id });
    expect(errorOf(await api.call(apiKeys.list, { secret }))).toMatchObject({ code: "disabled_api_key" });
    await deleteKey(tenant.owner, { id });
    expect(errorOf(await api.call(apiKeys.list, { secret }))).toMatchObject({ code: "revoked_api_key" });
  });

  it("403: needs one that may manage", async () => {
    const { id, secret } = await createKey(tenant.owner, { note: "calls only", gatewayOnly: true });
    expect(errorOf(await api.call(apiKeys.list, { secret }))).toMatchObject({
      status: 403,
      code: "gateway_only_key",
    });
    await updateKey(tenant.owner, { id, gatewayOnly: false });
    expect((await api.call(apiKeys.list, { secret })).status).toBe(200);
  });
});
