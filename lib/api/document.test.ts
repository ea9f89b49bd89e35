import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { credential, endpoint, key } from "@/lib/audit/testing.access-targets";
import { log } from "@/lib/log";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { OPERATIONS, openApi, route, unknownAddress } from "./index";
import type { Operation } from "./operation";
import { BASE_PATH } from "./place";
import { testApi } from "./testing";

const ROOT = join(process.cwd(), "app/v1/api");
const document = openApi("http://gatehouse.test") as {
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
};

describe("the OpenAPI document", () => {
  it("is OpenAPI 3.1, by the specification's own schema", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(document);
    expect([valid, errors, validator.version]).toEqual([true, undefined, "3.1"]);
  });

  it("lists exactly the operations that the route files run", () => {
    const served = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
      .filter((path) => path.includes("{projectId}") || path.includes("[projectId]"))
      .filter((path) => path.endsWith("route.ts"))
      .flatMap((path) => {
        const address = `/v1/api/${path.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
        const code = readFileSync(join(ROOT, path), "utf8");
        return [...code.matchAll(/(GET|POST|PATCH|DELETE): (\w+)\.(\w+)/g)].map(
          ([, method]) => `${method} ${address}`,
        );
      });
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((name) => name !== "parameters")
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(served.sort()).toEqual(described.sort());
    expect(described).toHaveLength(OPERATIONS.length);
  });

  it("has a test file beside every route file", () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
    const routes = files.filter((path) => path.includes("[projectId]") && path.endsWith("route.ts"));
    expect(routes.filter((path) => !files.includes(path.replace(/\.ts$/, ".test.ts")))).toEqual([]);
  });

  it("tells of pages where there are some, and nowhere else", () => {
    const paged = OPERATIONS.filter(({ path, method }) =>
      JSON.stringify(document.paths[BASE_PATH + path]![method.toLowerCase()]).includes("page[after]"),
    );
    const lists = ["listApiKeys", "listLlmApiKeys", "listEndpoints", "listUsageRecords"];
    expect(paged.map(({ id }) => id)).toEqual(lists);
  });

  it("has an example of every document that can be sent, which its own schema takes", () => {
    for (const { id, attributes, example } of OPERATIONS) {
      if (attributes) expect([id, attributes.strict().safeParse(example).error]).toEqual([id, undefined]);
    }
  });

  it("takes dollars as a text, as a number, or not at all", () => {
    const { requestBody } = document.paths[`${BASE_PATH}/api_keys`]!.post as {
      requestBody?: { content: Record<string, { schema: unknown }> };
    };
    expect(requestBody!.content["application/json"]!.schema).toHaveProperty(
      "properties.data.properties.attributes.properties.cost_limit_usd.type",
      ["string", "number", "null"],
    );
  });

  it("refers to nothing that it does not define, and names each operation once", () => {
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name!,
    );
    for (const name of references) expect(document.components.schemas).toHaveProperty(name);
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** What people and programs send that is not what was asked for. */
const odd = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e999",
    "null",
    "\u0000",
    "\ud800",
    "../..",
    "%00",
    "'; DROP TABLE api_keys; --",
  ),
  fc.string({ maxLength: 40 }),
  fc.uuid(),
);
const oddValue = fc.oneof(
  odd,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(odd, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("name", "model", "weight", "credential_id", "secret", "x"), odd, {
    maxKeys: 3,
  }),
);

describe("any request", () => {
  let database: TestDatabase;
  let api: Awaited<ReturnType<typeof testApi>>;
  let credentialId: string;
  beforeAll(async () => {
    database = await testDatabase();
    api = await testApi();
    credentialId = (await credential(api.tenant)).id;
  });
  afterAll(() => database.drop());

  const requests = (operation: Operation) => {
    const names = Object.keys(operation.attributes?.shape ?? { none: true });
    const known = [...Object.keys(operation.filters?.shape ?? {}).map((name) => `filter[${name}]`), "sort"];
    const attributes = fc.dictionary(fc.constantFrom(...names, "other"), oddValue, { maxKeys: names.length });
    // What is nearly right comes further than what is all wrong.
    const mutated = fc
      .dictionary(fc.constantFrom(...names), oddValue, { maxKeys: 2 })
      .map((odd) => ({ ...operation.example, ...odd }));
    return fc.record({
      id: fc.option(odd, { freq: 3 }),
      query: fc.dictionary(fc.constantFrom(...known, "page[size]", "page[after]", "other"), odd, {
        maxKeys: 3,
      }),
      attributes: fc.oneof(attributes, mutated, fc.constant({ ...operation.example })),
      body: fc.option(fc.oneof(fc.json(), odd), { freq: 6 }),
      type: fc.constantFrom("application/json", "application/json", "application/vnd.api+json", "text/plain"),
    });
  };

  const AS_IT_STANDS = { id: null, query: {}, body: null, type: "application/json" as const };
  /** The examples name a credential that this tenant has not. */
  const documentOf = (attributes: object) =>
    JSON.stringify({ data: { attributes } }).replaceAll("00000000-0000-7000-8000-000000000000", credentialId);

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    "to %s is answered in the API's own words, and never with a 500",
    async (_, operation) => {
      const targets: Record<string, () => Promise<{ id: string }>> = {
        api_keys: () => key(api.tenant),
        llm_api_keys: () => credential(api.tenant),
        endpoints: () => endpoint(api.tenant),
      };
      const stored = operation.path.includes("{id}") ? targets[operation.resource.type]! : null;
      let target = await stored?.();
      let done = 0;
      await fc.assert(
        fc.asyncProperty(requests(operation), async ({ id, query, attributes, body, type }) => {
          const answer = await api.call(operation, {
            id: stored ? (id ?? target!.id) : undefined,
            query: `?${new URLSearchParams(query)}`,
            body: operation.attributes ? (body ?? documentOf(attributes)) : undefined,
            headers: operation.attributes ? { "content-type": type } : {},
          });
          expect([200, 201, 204, 400, 403, 404, 409, 413, 415, 422]).toContain(answer.status);
          if (answer.status < 400) {
            done++;
            // What a request has deleted or rotated is there no more.
            target = await stored?.();
            return;
          }
          expect(answer.body.errors!.length).toBeGreaterThan(0);
          for (const error of answer.body.errors!) {
            expect(error).toMatchObject({
              status: String(answer.status),
              code: expect.any(String),
              detail: expect.any(String),
            });
          }
        }),
        // The document's own example, as it stands, is done.
        { numRuns: 60, examples: [[{ ...AS_IT_STANDS, attributes: { ...operation.example } }]] },
      );
      expect(done).toBeGreaterThan(0);
    },
  );

  const params = Promise.resolve({ organizationId: "o", projectId: "p" });
  const to = (method: string) => new Request("http://gatehouse.test/", { method });

  it.each([
    ["GET", "GET, HEAD, OPTIONS"],
    ["POST", "POST, OPTIONS"],
  ] as const)(
    "with another method than %s is told which there are, and so is OPTIONS",
    async (method, allow) => {
      const { PUT, OPTIONS } = route({ [method]: OPERATIONS[0]! });
      const refused = await PUT(to("PUT"), { params });
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, allow]);
      const told = await OPTIONS(to("OPTIONS"), { params });
      expect([told.status, told.headers.get("allow"), told.body]).toEqual([204, allow, null]);
    },
  );

  it("has every method in the hands of the API, at every address", async () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
    for (const path of files.filter((path) => path.endsWith("route.ts"))) {
      const handlers = await import(join(ROOT, path));
      expect([path, Object.keys(handlers).sort()]).toEqual([
        path,
        ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"],
      ]);
    }
    const { DELETE } = await import(join(ROOT, "openapi.json/route.ts"));
    const refused = await DELETE(to("DELETE"), { params });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(await refused.json()).toMatchObject({ errors: [{ code: "method_not_allowed" }] });
  });

  it("is answered with the id under which the server's log has it", async () => {
    const request = new Request("http://gatehouse.test/", { headers: { "x-request-id": "req_1" } });
    expect((await unknownAddress(request)).headers.get("x-request-id")).toBe("req_1");
  });

  it("that fails is in the log under the id of its answer", async () => {
    const error = vi.spyOn(log, "error").mockImplementation(() => {});
    const broken: Operation = { ...OPERATIONS[0]!, run: () => Promise.reject(new Error("broken")) };
    const answer = await api.call(broken, { headers: { "x-request-id": "req_2" } });
    expect([answer.status, answer.headers.get("x-request-id")]).toEqual([500, "req_2"]);
    expect(error.mock.calls[0]![0]).toMatchObject({ requestId: "req_2" });
    error.mockRestore();
  });

  it("has its path below one project", () => {
    for (const path of Object.keys(document.paths)) expect(path.startsWith(`${BASE_PATH}/`)).toBe(true);
  });
});
