import type { Attributes, Operation } from "./operation";
import { projectPath } from "./place";

/** An id as Gatehouse makes them. */
export const EXAMPLE_ID = "019a2f6e-7c41-7d2b-9e53-4b1f8c0a6d27";

/** What an operation answers with when all is well, as a document; null where it answers with nothing. */
export function exampleAnswer(operation: Operation, scope: { organizationId: string; projectId: string }) {
  const { resource, answers, example = {}, meta, path } = operation;
  if (answers === "nothing") return null;
  const { type, shown } = resource;
  const attributes = { ...shown.attributes, ...taken(operation, example) };
  const item = { type, id: shown.id ?? EXAMPLE_ID, attributes };
  const self = projectPath(scope) + path;
  return {
    jsonapi: { version: "1.1" },
    ...(answers === "item" ? { data: item } : { data: [item], links: { self, next: null } }),
    ...(meta ? { meta: operation.shownMeta ?? {} } : {}),
  };
}

/** What was sent, as far as it comes back as it was. */
const taken = ({ resource: { attributes } }: Operation, example: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(example).filter(([name, value]) => attributes.shape[name]?.safeParse(value).success),
  );
