import { expect } from "@playwright/test";
import { z } from "zod";

type Json = Record<string, unknown>;
type Operation = {
  operationId: string;
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
};
type Document = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};

export type Sent = { path?: Record<string, string>; query?: Record<string, string>; attributes?: Json };
export type Item = { id: string; type: string; attributes: Json };
export type Answer = {
  status: number;
  data: Item;
  list: Item[];
  meta: Json;
  errors: Json[];
  headers: Headers;
};
export type Client = Record<string, (sent?: Sent) => Promise<Answer>>;

const MEDIA_TYPE = "application/vnd.api+json";

/** A client made of the served document alone: a function for each operation, which holds every answer to its documented schema. */
export async function restClient(
  origin: string,
  secret: string,
  place: Record<string, string>,
): Promise<Client> {
  const document = (await (await fetch(`${origin}/v1/api/openapi.json`)).json()) as Document;
  const client: Client = {};
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (method === "parameters") continue;
      client[operation.operationId] = (sent = {}) => {
        const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent({ ...place, ...sent.path }[name]!),
        );
        for (const name of Object.keys(sent.query ?? {})) {
          expect(operation.parameters.map((parameter) => parameter.name)).toContain(name);
        }
        const url = `${document.servers[0]!.url}${path}?${new URLSearchParams(sent.query)}`;
        return call(document, operation, method, url, secret, sent.attributes);
      };
    }
  }
  return client;
}

async function call(
  document: Document,
  operation: Operation,
  method: string,
  url: string,
  secret: string,
  attributes: Json | undefined,
): Promise<Answer> {
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: { "x-api-key": secret, ...(attributes ? { "content-type": MEDIA_TYPE } : {}) },
    body: attributes && JSON.stringify({ data: { attributes } }),
  });
  const { status, headers } = response;
  const documented = operation.responses[status];
  expect(documented, `${operation.operationId} answered ${status}`).toBeDefined();
  const schema = documented!.content?.[MEDIA_TYPE]?.schema;
  if (!schema) return { status, headers, data: undefined!, list: [], meta: {}, errors: [] };
  const body = await response.json();
  const checked = z.fromJSONSchema(resolved(schema, document) as never).safeParse(body);
  expect(checked.error?.issues ?? [], `${operation.operationId}: ${JSON.stringify(body)}`).toEqual([]);
  const { data, meta = {}, errors = [] } = body;
  return { status, headers, data, list: Array.isArray(data) ? data : [], meta, errors };
}

/** A schema with everything it refers to put in its place. */
function resolved(schema: unknown, document: Document): unknown {
  if (Array.isArray(schema)) return schema.map((part) => resolved(part, document));
  if (typeof schema !== "object" || schema === null) return schema;
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String((schema as Json).$ref))?.[1];
  if (name) return resolved(document.components.schemas[name], document);
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, resolved(part, document)]));
}
