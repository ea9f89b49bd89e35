import { createKey } from "../keys";
import { type TestTenant, testTenant } from "../organizations/testing";
import { route } from "./handle";
import type { Method, Operation } from "./operation";

export type Sent = {
  id?: string;
  attributes?: unknown;
  body?: string;
  query?: string;
  headers?: Record<string, string>;
  secret?: string | null;
  place?: { organizationId?: string; projectId?: string };
};

/** What the API answers, read as JSON. */
export type Answered = {
  status: number;
  headers: Headers;
  body: {
    data?: { id: string; type: string; attributes: Record<string, unknown> };
    list?: { id: string; type: string; attributes: Record<string, unknown> }[];
    errors?: { status: string; code: string; detail: string; source?: Record<string, string> }[];
    links?: { self: string; next: string | null };
    meta?: Record<string, unknown>;
  };
};

/** Which statuses each operation has answered with so far. */
const answered = new Map<string, Set<number>>();
export const answeredBy = ({ id }: Operation): Set<number> => answered.get(id) ?? new Set();

export type Api = Awaited<ReturnType<typeof testApi>>;

/** A tenant with a key that manages it, and a way to call operations as the routes do. For tests. */
export async function testApi() {
  const tenant: TestTenant = await testTenant();
  const key = await createKey(tenant.owner, { note: "pipeline" });
  return {
    tenant,
    key,
    call: (operation: Operation, sent: Sent = {}) => call(tenant, key.secret, operation, sent),
  };
}

async function call(tenant: TestTenant, secret: string, operation: Operation, sent: Sent): Promise<Answered> {
  const organizationId = sent.place?.organizationId ?? tenant.organizationId;
  const projectId = sent.place?.projectId ?? tenant.projectId;
  const path = operation.path.replace(
    "{id}",
    encodeURIComponent((sent.id ?? "").replace(/\p{Surrogate}/gu, "")),
  );
  const url = `http://gatehouse.test/v1/api/organizations/${organizationId}/projects/${projectId}${path}${sent.query ?? ""}`;
  const presented = sent.secret === undefined ? secret : sent.secret;
  const body =
    sent.body ??
    (sent.attributes === undefined ? undefined : JSON.stringify({ data: { attributes: sent.attributes } }));
  const request = new Request(url, {
    method: operation.method,
    headers: {
      ...(presented === null ? {} : { authorization: `Bearer ${presented}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...sent.headers,
    },
    body,
  });
  const handlers = route({ [operation.method]: operation } as Partial<Record<Method, Operation>>);
  const params = Promise.resolve({
    organizationId,
    projectId,
    ...(sent.id === undefined ? {} : { id: sent.id }),
  });
  const response = await handlers[operation.method](request, { params });
  answered.set(operation.id, answeredBy(operation).add(response.status));
  const document = response.status === 204 ? {} : await response.json();
  return {
    status: response.status,
    headers: response.headers,
    body: Array.isArray(document.data) ? { ...document, data: undefined, list: document.data } : document,
  };
}

/** The first error of an answer. */
export const errorOf = ({ status, body }: Answered) => ({ ...body.errors?.[0], status });
