import { describe, expect, it } from "vitest";
import { createKey, deleteKey, disableKey } from "../keys";
import { testTenant } from "../organizations/testing";
import type { Operation } from "./operation";
import { refusalsOf, successOf } from "./statuses";
import { type Api, answeredBy, errorOf, type Sent } from "./testing";

/**
 * A test for each status that every operation of the kind may refuse with, and a last one which fails when the document names a status
 * that nothing here has shown. `valid` makes a request that succeeds.
 */
export function itRefuses(
  operation: Operation,
  api: () => Api,
  valid: (api: Api) => Promise<Sent> | Sent,
): void {
  const refused = async (sent: Partial<Sent>) =>
    errorOf(await api().call(operation, { ...(await valid(api())), ...sent }));

  describe(`${operation.method} ${operation.path}`, () => {
    it("400: a parameter that it does not have", async () => {
      const { status, source } = await refused({ query: "?nonsense=1" });
      expect([status, source]).toEqual([400, { parameter: "nonsense" }]);
    });

    it("401: no key, a mistyped one, one that was switched off, a deleted one", async () => {
      expect(await refused({ secret: null })).toMatchObject({ status: 401, code: "missing_api_key" });
      expect(await refused({ secret: "gk_x" })).toMatchObject({
        status: 401,
        code: "invalid_api_key_format",
      });
      const { id, secret } = await createKey(api().tenant.owner, { note: "off" });
      await disableKey(api().tenant.owner, { id });
      expect(await refused({ secret })).toMatchObject({ status: 401, code: "disabled_api_key" });
      await deleteKey(api().tenant.owner, { id });
      expect(await refused({ secret })).toMatchObject({ status: 401, code: "revoked_api_key" });
    });

    it("403: a key that may call models alone", async () => {
      const { secret } = await createKey(api().tenant.owner, { note: "calls", gatewayOnly: true });
      expect(await refused({ secret })).toMatchObject({ status: 403, code: "gateway_only_key" });
    });

    it("404: another project or organization, and a key of one", async () => {
      const { organizationId, projectId, owner } = await testTenant();
      const { secret } = await createKey(owner, { note: "theirs" });
      for (const place of [{ organizationId }, { projectId }, { organizationId, projectId }]) {
        expect((await refused({ place })).status).toBe(404);
      }
      expect((await refused({ secret })).status).toBe(404);
    });

    if (operation.path.includes("{id}")) {
      it("404: an id of nothing, or no id at all", async () => {
        for (const id of ["00000000-0000-7000-8000-000000000000", "x", "../.."]) {
          expect((await refused({ id })).status).toBe(404);
        }
      });
    }
    if (operation.attributes) itReads(refused, operation);
  });
}

type Refused = (sent: Partial<Sent>) => Promise<ReturnType<typeof errorOf>>;

function itReads(refused: Refused, { maxMib = 1 }: Operation): void {
  it("400: what is no document", async () => {
    for (const body of ["{", "[]", '{"data":{"attributes":[]}}', '{"data":[]}']) {
      expect((await refused({ body })).status).toBe(400);
    }
  });

  it("409: a document of another type", async () => {
    const body = JSON.stringify({ data: { type: "others", attributes: {} } });
    expect(await refused({ body })).toMatchObject({ status: 409, source: { pointer: "/data/type" } });
  });

  it("413: a document that is too long", async () => {
    const body = JSON.stringify({ data: { attributes: { x: "x".repeat(maxMib * 2 ** 20) } } });
    expect((await refused({ body })).status).toBe(413);
  });

  it("415: a document that is not announced as JSON", async () => {
    expect((await refused({ headers: { "content-type": "text/plain" } })).status).toBe(415);
  });

  it("422: an attribute that it does not have, by its pointer", async () => {
    const { status, source } = await refused({ attributes: { nonsense: 1 }, body: undefined });
    expect([status, source]).toEqual([422, { pointer: "/data/attributes/nonsense" }]);
  });
}

/** Stands last in a file: each of its operations has answered with everything that the document says, and nothing else. */
export function itAnsweredAsDocumented(...operations: Operation[]): void {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "%s has shown every status of the document",
    (_, operation) => {
      const documented = [successOf(operation), ...refusalsOf(operation)];
      expect([...answeredBy(operation)].sort()).toEqual(documented.sort());
    },
  );
}
