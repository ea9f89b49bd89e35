import { randomUUID } from "node:crypto";
import type { Context } from "../context";
import { DomainError } from "../errors";
import { authenticate } from "./authenticate";
import { MEDIA_TYPE, readAttributes } from "./document";
import { ApiError, describeFailure } from "./errors";
import { IDEMPOTENCY_HEADER, once, type Stored } from "./idempotency";
import { toSnake } from "./names";
import type { Answer, Item, Method, Operation } from "./operation";
import { invalidParameter, readQuery } from "./query";
import { successOf } from "./statuses";

type Params = { organizationId: string; projectId: string; id?: string };
type Handler = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The handlers of one route file: its operations by method, and a plain refusal for the other methods. */
export function route(
  operations: Partial<Record<Method, Operation>>,
): Record<(typeof METHODS)[number], Handler> {
  const allow = Object.keys(operations).join(", ");
  const handlers = METHODS.map((method) => {
    const operation = method === "PUT" ? undefined : operations[method];
    return [method, operation ? handle(operation) : refuseMethod(allow)] as const;
  });
  return Object.fromEntries(handlers) as Record<(typeof METHODS)[number], Handler>;
}

/** One operation over HTTP: who calls, with what, and the answer as JSON:API. */
const handle =
  (operation: Operation): Handler =>
  (request, { params }) =>
    answering(async () => {
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
      if (key === null) return respond((await run(ctx)).answer, url);
      const sent = { method: operation.method, path: url.pathname, attributes };
      const { replayed, ...stored } = await once(ctx, key, sent, run);
      return respond(stored, url, replayed ? { "idempotent-replayed": "true" } : {});
    });

function fail(error: unknown): never {
  throw error;
}

/** Where nothing but the query was sent, it is the query that is not valid. */
function failQuery(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== "invalid_input") throw error;
  const [field] = Object.keys(error.fields);
  throw invalidParameter(field === "cursor" ? "page[after]" : filterAt(field ?? "range"), error.message);
}

/** A filter may be a part of what the verb takes: its `range.from` is `filter[from]`. */
const filterAt = (field: string) => `filter[${toSnake(field.split(".").at(-1)!)}]`;

const refuseMethod =
  (allow: string): Handler =>
  () =>
    answering(async () => {
      throw new ApiError(405, "method_not_allowed", `This address takes ${allow}.`, undefined, { allow });
    });

/** For addresses below the API that are none. */
export const unknownAddress = (): Promise<Response> =>
  answering(async () => {
    throw new ApiError(
      404,
      "unknown_url",
      "The API has no such address. /v1/api/openapi.json lists those it has.",
    );
  });

/** The one try/catch of the API. */
async function answering(work: () => Promise<Response>): Promise<Response> {
  const requestId = randomUUID();
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

function respond({ status, body }: Stored, url: URL, headers: Record<string, string> = {}): Response {
  const { data } = body as { data: { type: string; id: string } };
  const location: Record<string, string> =
    status === 201 ? { location: `${projectPath(url)}/${data.type}/${data.id}` } : {};
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
