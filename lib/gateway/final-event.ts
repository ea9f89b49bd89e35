import { readEvent } from "./sse";

const FINAL = new Set(["response.completed", "response.incomplete", "response.failed"]);
const FIRST_TYPE = /^data: *\{\s*"type"\s*:\s*"([^"]*)"/m;
const NAME = /^event: ?(.*)$/m;

/**
 * Whether an event of the Responses API is the last of its stream, or the beginning of that one. Others repeat what was asked for, in
 * which anything may look like usage.
 */
export const isFinalEvent = (event: string): boolean => FINAL.has(typeOf(event));

/** Most servers say it first, so that a long event need not be parsed; of a piece that cannot be, the event's name tells. */
function typeOf(event: string): string {
  const first = FIRST_TYPE.exec(event)?.[1];
  if (first !== undefined) return first;
  const said = readEvent(event) as { type?: unknown } | undefined;
  return typeof said?.type === "string" ? said.type : (NAME.exec(event)?.[1] ?? "");
}
