import { keySpan } from "./key-span";
import type { ParsedBody } from "./parse-body";
import { invalidRequest, type Refusal } from "./refusals";

const OPEN_BRACE = 0x7b;

/** Values for keys of a body's top level. */
export type Edits = Readonly<Record<string, unknown>>;
type Splice = { start: number; end: number; value: Buffer };

/**
 * The body with other values at its top level: every other byte stays as it came. The very buffer where nothing changes; refused where
 * it names one of the keys twice, because two parsers could read it in two ways.
 */
export function editBody(body: ParsedBody, edits: Edits): Buffer | Refusal {
  const { bytes, json } = body;
  const splices: Splice[] = [];
  let added = "";
  for (const [key, value] of Object.entries(edits)) {
    if (value === json[key]) continue;
    if (!Object.hasOwn(json, key)) {
      added += `${JSON.stringify(key)}:${JSON.stringify(value)},`;
      continue;
    }
    const { start, end, count } = key === "model" ? body.span : keySpan(bytes, key);
    if (count > 1) return invalidRequest(`The body names ${key} more than once. Name it once.`, key);
    splices.push({ start, end, value: Buffer.from(JSON.stringify(value)) });
  }
  if (added !== "") splices.push({ ...inFront(bytes), value: Buffer.from(added) });
  return splices.length === 0 ? bytes : splice(bytes, splices);
}

/** There is always a model behind it: what is put in ends with a comma. */
function inFront(bytes: Buffer): { start: number; end: number } {
  const at = bytes.indexOf(OPEN_BRACE) + 1;
  return { start: at, end: at };
}

function splice(bytes: Buffer, splices: Splice[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, value } of splices.sort((a, b) => a.start - b.start)) {
    parts.push(bytes.subarray(at, start), value);
    at = end;
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}
