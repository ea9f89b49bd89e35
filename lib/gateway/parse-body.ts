import { type ModelSpan, modelSpan } from "./model-span";
import { invalidRequest, type Refusal } from "./refusals";

/** What the gateway understands of a body. Everything else in it is none of its business. */
export type ParsedBody = { bytes: Buffer; model: string; streamed: boolean; span: ModelSpan };

const NAME_A_MODEL = "Name a model: a non-empty string. GET /v1/models lists those this key can call.";

/** Reads `model` and `stream` from a body. Refuses what two parsers could read in two ways. */
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
  const { model, stream } = parsed as { model?: unknown; stream?: unknown };
  if (typeof model !== "string" || model === "") return invalidRequest(NAME_A_MODEL, "model");
  const span = modelSpan(bytes);
  if (span.count !== 1)
    return invalidRequest("The body names its model more than once. Name it once.", "model");
  return { bytes, model, streamed: stream === true, span };
}

/** The body with another model in it: every other byte stays as it came. */
export function withModel({ bytes, span, model: named }: ParsedBody, model: string): Buffer {
  if (model === named) return bytes;
  const value = Buffer.from(JSON.stringify(model));
  return Buffer.concat([bytes.subarray(0, span.start), value, bytes.subarray(span.end)]);
}
