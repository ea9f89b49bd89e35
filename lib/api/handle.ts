import { randomUUID } from "node:crypto";
import type { Context } from "../context";
import { authenticate } from "./authenticate";
import { MEDIA_TYPE, readAttributes } from "./document";
import { ApiError, describeFailure } from "./errors";
import { IDEMPOTENCY_HEADER, once, type Stored } from "./idempotency";
import type { Answer, Item, Method, Operation } from "./operation";
import { failQuery, readQuery } from "./query";
import { successOf } from "./statuses";

type Params = { organizationId: string; projectId: string; id?: string };
type Handler = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Handled = (typeof METHODS)[number] | "OPTIONS";
/** At any address, also one that names no project. */
type Anywhere = (request: Request) => Promise<Response>;

/** The handlers of one route file: its operations by method, what OPTIONS tells, and a plain refusal for the other methods. */
export function route(operations: Partial<Record<Method, Operation>>): Record<Handled, Handler> {
  const handlers = Object.entries(operations).map(([method, operation]) => [method, handle(operation)]);
  return { ...refuseAllBut(Object.keys(operations)), ...Object.fromEntries(handlers) };
}

/** The handlers of an address that takes these methods, but for those very methods. */
export function refuseAllBut(methods: readonly string[]): Record<Handled, Anywhere> {
  // Next answers HEAD wherever there is a GET.
  const taken = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : method));
  const allow = [...taken, "OPTIONS"].join(", ");
  const refusals = METHODS.map((method) => [method, refuseMethod(allow)]);
  return { ...Object.fromEntries(refusals), OPTIONS: tellMethods(allow) };
}

/** One operation over HTTP: who calls, with what, and the answer as JSON:API. */
const handle =
  (operation: Operation): Handler =>
  (request, { params }) =>
    answering(request, async () => {
      const { id = "", ...scope } = await params;
      const ctx = await authenticate(request, scope);
      const url = new URL(request.url);
      const query = readQuery(url, operation);
      const attributes = await readAttributes(request, operation, id);
      const answer = (ctx: Context) =>
        operation.run({ ctx, id, query, attributes }).catch(operation.attributes ? fail : failQuery);
      const run = async (ctx: Context) => {
        const { meta, ...shown } = documentOf(operation, await answer(ctx), url);
        const status = successOf(operation);
        return { answer: { status, body: meta ? { ...shown, meta } : shown }, kept: shown };
      };
      if (operation.answers === "nothing") {
        await answer(ctx);
        return new Response(null, { status: successOf(operation) });
      }
      const key = operation.method === "POST" ? request.headers.get(IDEMPOTENCY_HEADER) : null;
      if (key === null) return respond(operation, (await run(ctx)).answer, url);
      const sent = { method: operation.method, path: url.pathname, attributes };
      const { replayed, ...stored } = await once(ctx, key, sent, run);
      return respond(operation, stored, url, replayed ? { "idempotent-replayed": "true" } : {});
    });

function fail(error: unknown): never {
  throw error;
}

const refuseMethod =
  (allow: string): Anywhere =>
  (request) =>
    answering(request, async () => {
      throw new ApiError(405, "method_not_allowed", `This address takes ${allow}.`, undefined, { allow });
    });

const tellMethods =
  (allow: string): Anywhere =>
  (request) =>
    answering(request, async () => new Response(null, { status: 204, headers: { allow } }));

/** For addresses below the API that are none. */
export const unknownAddress = (request: Request): Promise<Response> =>
  answering(request, async () => {
    throw new ApiError(
      404,
      "unknown_url",
      "The API has no such address. /v1/api/openapi.json lists those it has.",
    );
  });

/** The one try/catch of the API. The server gives each request its id, under which the log has it, and believes none that a client sent. */
async function answering(request: Request, work: () => Promise<Response>): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  try {
    const response = await work();
    response.headers.set("x-request-id", requestId);
    return response;
  } catch (error) {
    const { status, errors, headers } = describeFailure(error, requestId);
    return Response.json(
      { errors },
      { status, headers: { ...HEADERS, ...headers, "x-request-id": requestId } },
    );
  }
}

const HEADERS = { "content-type": MEDIA_TYPE, "cache-control": "no-store" };

function respond(
  { resource }: Operation,
  { status, body }: Stored,
  url: URL,
  headers: Record<string, string> = {},
): Response {
  const { data } = body as { data: { type: string; id: string } };
  const location: Record<string, string> =
    status === 201 && !resource.notKept ? { location: `${projectPath(url)}/${data.type}/${data.id}` } : {};
  return Response.json(body, { status, headers: { ...HEADERS, ...location, ...headers } });
}

const projectPath = ({ pathname }: URL) => /^.*\/projects\/[^/]+/.exec(pathname)?.[0] ?? "";

function documentOf(operation: Operation, { data, nextCursor, meta }: Answer, url: URL) {
  const document = Array.isArray(data)
    ? { data: data.map((item) => toResource(operation, item)), links: linksOf(url, nextCursor ?? null) }
    : { data: data && toResource(operation, data) };
  return { jsonapi: { version: "1.1" }, ...document, ...(meta ? { meta } : {}) };
}

const toResource = ({ resource }: Operation, { id, attributes }: Item) => ({
  type: resource.type,
  id,
  attributes: resource.attributes.parse(attributes),
});

function linksOf(url: URL, nextCursor: string | null) {
  const self = `${url.pathname}${url.search}`;
  if (nextCursor === null) return { self, next: null };
  const next = new URL(url);
  next.searchParams.set("page[after]", nextCursor);
  return { self, next: `${next.pathname}${next.search}` };
}
