import type { Operation } from "./operation";

/** What each refusal means, for the document and the reference. Faults of the server, 500 and 503, may come from anywhere. */
export const REFUSALS = {
  400: "The query, or the document, cannot be read.",
  401: "No API key, or one that is mistyped, disabled, expired or deleted.",
  403: "The key may call models and not manage.",
  404: "This project has no such thing, or the key is another project's.",
  409: "The type or the id is another one's, or the change is in conflict with what is stored.",
  413: "The document is longer than one here may be.",
  415: "The document is not announced as JSON.",
  422: "An attribute is not valid; each error's pointer names one.",
} as const;

type Refusal = keyof typeof REFUSALS;

export const successOf = ({ answers, method }: Pick<Operation, "answers" | "method">): 200 | 201 | 204 =>
  answers === "nothing" ? 204 : method === "POST" ? 201 : 200;

/** What an operation may refuse with. */
export function refusalsOf({
  attributes,
  conflicts,
}: Pick<Operation, "attributes" | "conflicts">): Refusal[] {
  if (attributes) return [400, 401, 403, 404, 409, 413, 415, 422];
  return conflicts ? [400, 401, 403, 404, 409] : [400, 401, 403, 404];
}
