type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
};

/** Larger ones are JavaScript's own bounds, which nobody chose. */
const MOST_TOLD = 1e15;
const FORMATS: Record<string, string> = {
  "date-time": "time",
  date: "day",
  email: "e-mail address",
  uuid: "id",
};

/** A JSON schema in a few words: `whole number, 1 to 200, or null`. */
export function inWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => (value === null ? "null" : String(value))).join(", ");
  if (schema.anyOf) return joined(schema.anyOf.map(inWords));
  if (Array.isArray(schema.type)) return joined(schema.type.map((type) => inWords({ ...schema, type })));
  if (schema.type === "array") {
    const most = schema.maxItems === undefined ? "" : `, at most ${told(schema.maxItems)}`;
    return `list of ${inWords(schema.items ?? {})}${most}`;
  }
  if (schema.type === "object") return objectInWords(schema);
  if (schema.type === "string") return textInWords(schema);
  if (schema.type === "integer" || schema.type === "number") return numberInWords(schema);
  if (schema.type === "boolean") return "true or false";
  return schema.type === "null" ? "null" : "any value";
}

const told = (value: number) => value.toLocaleString("en");
const joined = (parts: string[]) => [...new Set(parts)].join(", or ");

function objectInWords({ properties, additionalProperties }: Schema): string {
  const names = Object.keys(properties ?? {});
  if (names.length > 0) return `object with ${names.join(", ")}`;
  return typeof additionalProperties === "object" ? `object of ${inWords(additionalProperties)}` : "object";
}

function textInWords({ format, minLength, maxLength }: Schema): string {
  const word = FORMATS[format ?? ""] ?? "text";
  if (maxLength === undefined || maxLength > MOST_TOLD || word !== "text") return word;
  return `text of ${minLength ? `${told(minLength)} to` : "at most"} ${told(maxLength)} characters`;
}

function numberInWords({ type, minimum, maximum }: Schema): string {
  const word = type === "integer" ? "whole number" : "number";
  const [least, most] = [minimum, maximum].map((bound) =>
    bound !== undefined && Math.abs(bound) < MOST_TOLD ? bound : undefined,
  );
  if (least !== undefined && most !== undefined) return `${word}, ${told(least)} to ${told(most)}`;
  if (least !== undefined) return `${word}, ${told(least)} or more`;
  return most === undefined ? word : `${word}, at most ${told(most)}`;
}
