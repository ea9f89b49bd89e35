import { z } from "zod";
import { MEDIA_TYPE } from "./document";
import { EXAMPLE_ID, exampleAnswer } from "./example-answer";
import { IDEMPOTENCY_HEADER } from "./idempotency";
import type { Operation, Resource } from "./operation";
import { OPERATIONS } from "./operations";
import { BASE_PATH } from "./place";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "./query";
import { REFUSALS, refusalsOf, successOf } from "./statuses";

type Json = Record<string, unknown>;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json) => ({ [MEDIA_TYPE]: { schema } });

/** What goes in is described as it may be sent, what comes out as it is. Checks that JSON Schema cannot say stay the server's. */
const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return described;
};

/** The OpenAPI 3.1 document of the API, made of the same operations and schemas that its routes run. */
export function openApi(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const path = BASE_PATH + operation.path;
    paths[path] ??= { parameters: pathParameters(path) };
    paths[path]![operation.method.toLowerCase()] = describe(operation);
  }
  const resources = new Map(OPERATIONS.map(({ resource }) => [resource.type, resource]));
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatehouse management API",
      version: "1",
      description:
        "JSON:API 1.1. Send a key of the project that the path names as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'.",
    },
    servers: [{ url: origin }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
      schemas: {
        ...Object.fromEntries(
          [...resources.values()].map((resource) => [resource.type, resourceSchema(resource)]),
        ),
        errors: ERRORS,
      },
    },
  };
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const resourceSchema = ({ type, title, attributes }: Resource): Json => ({
  type: "object",
  description: title,
  required: ["type", "id", "attributes"],
  properties: { type: { const: type }, id: { type: "string" }, attributes: schemaOf(attributes, "output") },
});

function describe(operation: Operation): Json {
  const { id, summary, description, resource, attributes, method } = operation;
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    tags: [resource.type],
    parameters: [...queryParameters(operation), ...(method === "POST" ? [IDEMPOTENCY] : [])],
    ...(attributes
      ? { requestBody: { required: true, content: bodyOf(resource.type, attributes, operation) } }
      : {}),
    responses: {
      ...success(operation),
      ...Object.fromEntries(refusalsOf(operation).map((status) => [status, refusal(REFUSALS[status])])),
      default: refusal("Gatehouse failed, or its database does not answer. Try again in a moment."),
    },
  };
}

const IDEMPOTENCY = {
  name: IDEMPOTENCY_HEADER,
  in: "header",
  required: false,
  description: "The same request again within a day is answered as the first one was, without the secret.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const parameter = (name: string, schema: Json, description?: string) => ({
  name,
  in: "query",
  required: false,
  ...(description ? { description } : {}),
  schema,
});

function queryParameters({ answers, filters, sorts }: Operation): Json[] {
  const parameters: Json[] = [];
  if (answers === "page") {
    const size = { type: "integer", minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE };
    parameters.push(parameter("page[size]", size));
    parameters.push(parameter("page[after]", { type: "string" }, "From links.next of the page before."));
  }
  for (const [name, schema] of Object.entries(filters?.shape ?? {})) {
    parameters.push(parameter(`filter[${name}]`, schemaOf(schema as z.ZodType, "input")));
  }
  if (sorts) {
    parameters.push(parameter("sort", { type: "string", enum: sorts.flatMap((sort) => [sort, `-${sort}`]) }));
  }
  return parameters;
}

function bodyOf(type: string, attributes: z.ZodObject, { method, example }: Operation): Json {
  const data = {
    type: "object",
    required: ["attributes"],
    properties: {
      type: { const: type },
      ...(method === "PATCH" ? { id: { type: "string" } } : {}),
      attributes: { ...schemaOf(attributes, "input"), additionalProperties: false },
    },
  };
  const schema = { type: "object", required: ["data"], properties: { data } };
  const body = { schema, ...(example ? { example: { data: { type, attributes: example } } } : {}) };
  return { [MEDIA_TYPE]: body, "application/json": body };
}

const refusal = (description: string) => ({ description, content: content(ref("errors")) });

function success(operation: Operation): Json {
  const { answers, resource, meta } = operation;
  const status = successOf(operation);
  if (answers === "nothing") return { [status]: { description: "Done." } };
  const one = ref(resource.type);
  const many = answers !== "item";
  const properties: Json = { data: many ? { type: "array", items: one } : one };
  if (many) properties.links = LINKS;
  if (meta) properties.meta = schemaOf(meta, "output");
  const required = many ? ["data", "links"] : ["data"];
  const schema = { type: "object", required, properties };
  const example = exampleAnswer(operation, { organizationId: EXAMPLE_ID, projectId: EXAMPLE_ID });
  return { [status]: { description: "Done.", content: { [MEDIA_TYPE]: { schema, example } } } };
}

const LINKS = {
  type: "object",
  required: ["self", "next"],
  properties: { self: { type: "string" }, next: { type: ["string", "null"] } },
};

const ERRORS = {
  type: "object",
  required: ["errors"],
  properties: {
    errors: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["status", "code", "title", "detail"],
        properties: {
          status: { type: "string" },
          code: { type: "string" },
          title: { type: "string" },
          detail: { type: "string" },
          source: {
            type: "object",
            properties: {
              pointer: { type: "string" },
              parameter: { type: "string" },
              header: { type: "string" },
            },
          },
        },
      },
    },
  },
};
