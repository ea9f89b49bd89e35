import { z } from "zod";
import { exampleAnswer } from "./example-answer";
import { inWords } from "./in-words";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { projectPath } from "./place";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "./query";
import type { Reference, ReferenceField, ReferenceOperation } from "./schema";
import { REFUSALS, refusalsOf, successOf } from "./statuses";

type Place = { origin: string; organizationId: string; projectId: string };

const TITLES: Record<string, string> = {
  api_keys: "API keys",
  api_key_imports: "Imports of API keys",
  llm_api_keys: "LLM API keys",
  endpoints: "Endpoints",
  usage: "Usage",
  usage_records: "Usage records",
};
const DONE = { 200: "Done.", 201: "Made.", 204: "Done; there is nothing to show." } as const;

/** The API as people read it, with the addresses of one project. */
export function reference(place: Place): Reference {
  const resources = new Map(OPERATIONS.map(({ resource }) => [resource.type, resource]));
  return {
    resources: [...resources.values()].map((resource) => ({
      type: resource.type,
      title: TITLES[resource.type] ?? resource.type,
      about: resource.title,
      attributes: fieldsOf(resource.attributes, "output"),
      operations: OPERATIONS.filter((operation) => operation.resource.type === resource.type).map(
        (operation) => describe(operation, place),
      ),
    })),
  };
}

function describe(operation: Operation, place: Place): ReferenceOperation {
  const { id, method, path, summary, description = null, attributes } = operation;
  const success = successOf(operation);
  const answer = exampleAnswer(operation, place);
  return {
    ...{ id, method, path, summary, description },
    parameters: parametersOf(operation),
    attributes: attributes ? fieldsOf(attributes, "input") : [],
    curl: curlOf(operation, place),
    answer: answer && JSON.stringify(answer, null, 2),
    statuses: [
      { status: success, meaning: DONE[success] },
      ...refusalsOf(operation).map((status) => ({ status, meaning: REFUSALS[status] })),
    ],
  };
}

/** The fields of an object's schema, each in words. */
export function fieldsOf(schema: z.ZodObject, io: "input" | "output"): ReferenceField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return Object.entries(properties).map(([name, property]) => {
    const described = property as { description?: string; default?: unknown };
    return {
      name,
      type: inWords(property as Parameters<typeof inWords>[0]),
      required: required.includes(name),
      about: described.description ?? "",
    };
  });
}

function parametersOf({ answers, filters, sorts }: Operation): ReferenceField[] {
  const optional = (name: string, type: string, about: string) => ({ name, type, required: false, about });
  return [
    ...(answers === "page"
      ? [
          optional("page[size]", `whole number, 1 to ${MAX_PAGE_SIZE}`, `${DEFAULT_PAGE_SIZE} without.`),
          optional("page[after]", "text", "From links.next of the page before."),
        ]
      : []),
    ...(filters ? fieldsOf(filters, "input") : []).map((field) => ({
      ...field,
      name: `filter[${field.name}]`,
      required: false,
    })),
    ...(sorts ? [optional("sort", sorts.join(", "), "With a - in front for descending.")] : []),
  ];
}

/** What a shell runs as it stands, with the key in the environment. */
function curlOf({ method, path, resource, example }: Operation, { origin, ...place }: Place): string {
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${origin}${projectPath(place)}${path.replace("{id}", "$ID")}`,
    `-H "Authorization: Bearer $GATEHOUSE_API_KEY"`,
  ];
  if (example) {
    const body = JSON.stringify({ data: { type: resource.type, attributes: example } });
    lines.push('-H "Content-Type: application/vnd.api+json"', `-d '${body.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}
