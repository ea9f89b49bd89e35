import type { z } from "zod";
import { ApiError, type ErrorObject } from "./errors";
import { camelCase } from "./names";
import type { Attributes, Operation } from "./operation";

export const MEDIA_TYPE = "application/vnd.api+json";
const ACCEPTED = new Set([MEDIA_TYPE, "application/json"]);
const MIB = 1024 * 1024;
const MAX_MIB = 1;

const pointer = (pointer: string): ErrorObject["source"] => ({ pointer });

/** The attributes of the document that was sent, checked, in camelCase. Throws ApiError with a pointer to what is wrong. */
export async function readAttributes(
  request: Request,
  operation: Operation,
  id: string,
): Promise<Attributes> {
  if (!operation.attributes) return {};
  const type = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (!ACCEPTED.has(type)) {
    throw new ApiError(415, "unsupported_media_type", `Send ${MEDIA_TYPE} or application/json.`, {
      header: "content-type",
    });
  }
  const document = await readJson(request, operation.maxMib ?? MAX_MIB);
  const data = member(document, "data");
  if (!isObject(data)) {
    throw new ApiError(400, "malformed_document", 'Send {"data":{"attributes":{…}}}.', pointer("/data"));
  }
  if (data.type !== undefined && data.type !== operation.resource.type) {
    throw new ApiError(
      409,
      "wrong_type",
      `The type here is ${operation.resource.type}.`,
      pointer("/data/type"),
    );
  }
  if (data.id !== undefined && data.id !== id) {
    throw id === ""
      ? new ApiError(403, "client_id", "Gatehouse gives the id itself. Leave it out.", pointer("/data/id"))
      : new ApiError(409, "wrong_id", "The document's id is not the address's.", pointer("/data/id"));
  }
  const attributes = data.attributes ?? {};
  if (!isObject(attributes)) {
    throw new ApiError(400, "malformed_document", "attributes is an object.", pointer("/data/attributes"));
  }
  refuseUnknown(attributes, operation.attributes);
  return camelCase(attributes);
}

/** A mistyped name must not pass for one that was left out. */
function refuseUnknown(attributes: Attributes, schema: z.ZodObject): void {
  for (const name of Object.keys(attributes)) {
    if (Object.hasOwn(schema.shape, name)) continue;
    const known = Object.keys(schema.shape).join(", ");
    const at = `/data/attributes/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
    throw new ApiError(
      422,
      "unknown_attribute",
      `There is no such attribute here. There are ${known}.`,
      pointer(at),
    );
  }
}

async function readJson(request: Request, maxMib: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxMib * MIB) {
      throw new ApiError(413, "too_large", `A document has at most ${maxMib} MiB here.`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new ApiError(400, "malformed_document", "The body is not valid JSON in UTF-8.", pointer(""));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
