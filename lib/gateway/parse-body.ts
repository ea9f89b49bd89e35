import { type KeySpan, keySpan } from "./key-span";
import { invalidRequest, type Refusal } from "./refusals";

/** A body, and what of it the gateway understands. Everything else in it is none of its business. */
export type ParsedBody = {
  bytes: Buffer;
  json: Readonly<Record<string, unknown>>;
  model: string;
  streamed: boolean;
  span: KeySpan;
  /** The bound of the output that was granted where the application gave none: what each target is told. Null for none. */
  grantedTokens: number | null;
};

const NAME_A_MODEL = "Name a model: a non-empty string. GET /v1/models lists those this key can call.";

/** Reads a body. Refuses what two parsers could read in two ways. */
export function parseBody(bytes: Buffer): ParsedBody | Refusal {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString());
  } catch {
    return invalidRequest("The body is not valid JSON. Send one JSON object in UTF-8.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return invalidRequest("The body must be a JSON object.");
  }
  const json = parsed as Record<string, unknown>;
  const { model, stream } = json;
  if (typeof model !== "string" || model === "") return invalidRequest(NAME_A_MODEL, "model");
  const span = keySpan(bytes, "model");
  if (span.count !== 1)
    return invalidRequest("The body names its model more than once. Name it once.", "model");
  return { bytes, json, model, streamed: stream === true, span, grantedTokens: null };
}
