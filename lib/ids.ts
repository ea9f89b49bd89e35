import { randomUUID } from "node:crypto";

let lastMs = Number.NaN;
let time = "";

/** A new UUIDv7 (RFC 9562 section 5.7): sorts by creation time. */
export function newId(nowMs = Date.now()): string {
  if (nowMs !== lastMs) {
    const hex = nowMs.toString(16).padStart(12, "0");
    time = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
    lastMs = nowMs;
  }
  // The random part of a version 4, of which node:crypto keeps a stock.
  return time + randomUUID().slice(15);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be an id at all; anything else is "not found" before the database is asked. */
export const isId = (value: string) => UUID.test(value);
